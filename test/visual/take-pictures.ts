import { onMoment } from '../../src/storybook/story-stage.js';
import { matchPicture } from './match-picture.js';

/** Compares every moment that a story names with its baseline, to the pixel. */
onMoment(async ({ story, name, element }) => {
  // What is to be drawn has asked for its fonts by the time it has been laid out.
  element.getBoundingClientRect();
  await document.fonts.ready;
  await matchPicture(element, `${story} ${name}`.toLowerCase().replace(/[^a-z0-9]+/g, '-'));
});
