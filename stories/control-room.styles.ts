import { css, type CSSResult } from 'lit';

export const styles: CSSResult = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    margin-block-end: 16px;
  }

  h2,
  h3 {
    margin: 0;
    font-weight: 600;
  }

  h2 {
    font-size: 20px;
    line-height: 28px;
  }

  h3 {
    margin-block-end: 8px;
    font-size: 14px;
    line-height: 20px;
  }

  .desks {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
    gap: 16px;
  }

  .desk {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }

  notification-feed {
    width: 100%;
  }

  @container (min-width: 640px) {
    presence-list {
      margin-inline-start: auto;
    }

    .desks {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }

  @container (min-width: 960px) {
    .desks {
      grid-template-columns: minmax(0, 5fr) minmax(0, 6fr) minmax(0, 5fr);
    }
  }
`;
