import { onMoment } from '../../src/storybook/story-stage.js';
import { matchPicture } from './match-picture.js';

/** Compares every moment that a story names with its baseline, to the pixel. */
onMoment(async ({ story, name, element }) => {
  await document.fonts.ready;
  await matchPicture(element, `${story} ${name}`.toLowerCase().replace(/[^a-z0-9]+/g, '-'));
});
