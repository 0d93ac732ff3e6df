/**
 * Style of all that is drawn into pages, and of the same things in the popup. In strings, because nothing of ours may be
 * fetched by a page.
 * `:host` rules with !important win over any rule of the page, also over its !important ones (CSS Cascade 5, §6.1):
 * a mail can neither hide nor restyle what stands here.
 */
(() => {
  const honmono = (globalThis.honmono ??= /** @type {any} */ ({}));
  if (honmono.styles) return;

  // None for Chinese, Japanese or Korean: browsers choose those by the language of the element, and so the right forms.
  const FONT = `"Segoe UI", -apple-system, "Noto Sans", "DejaVu Sans", system-ui, sans-serif`;

  const COLOURS = `
    .surface {
      --paper: #ffffff; --ink: #1b1c1f; --soft: #565b63; --line: #c9ccd1; --tint: #f4f5f7; --link: #0b57a8;
      --danger: #b3121d; --caution: #7c4a00; --genuine: #17603a; --unchecked: #565b63; --unknown: #565b63;
      --odd-paper: #ffe1dc; --odd-ink: #7d0010;
    }
    @media (prefers-color-scheme: dark) {
      .surface {
        --paper: #1f2125; --ink: #eceef0; --soft: #b3b8c0; --line: #4a4e55; --tint: #2a2d32; --link: #9cc7ff;
        --danger: #ff9a8f; --caution: #ffc56b; --genuine: #7fd6a2; --unchecked: #b3b8c0; --unknown: #b3b8c0;
        --odd-paper: #5c1013; --odd-ink: #ffdad5;
      }
    }
    .surface {
      box-sizing: border-box; background: var(--paper); color: var(--ink); border: 1px solid var(--line);
      font: 14px/1.5 ${FONT}; text-align: start; overflow-wrap: anywhere; color-scheme: light dark;
    }
    .surface:lang(ko) { word-break: keep-all; }
    .surface :is(h1, h2, button) { text-wrap: balance; }
    .surface:lang(ja) :is(h1, h2, button) { word-break: auto-phrase; }
    .surface :is(p, li) { text-wrap: pretty; }
    .surface *, .surface *::before { box-sizing: border-box; }`;

  const SYMBOLS = `
    .symbol { width: 1.15em; height: 1.15em; flex: none; vertical-align: -.2em; overflow: visible; }
    .symbol .inside { fill: none; stroke: #fff; stroke-width: 1.9; stroke-linecap: round; stroke-linejoin: round; }
    .symbol.danger .outline { fill: #c4161c; stroke: #fff; stroke-width: .8; }
    .symbol.caution .outline { fill: #ffb61a; stroke: #5a3a00; stroke-width: 1; stroke-linejoin: round; }
    .symbol.caution .inside { stroke: #2b1b00; }
    .symbol.unchecked .outline { fill: #fff; stroke: #5a6068; stroke-width: 1.3; stroke-dasharray: 2.4 1.6; }
    .symbol.unchecked .inside { stroke: #5a6068; stroke-width: 1.5; }
    .symbol.genuine .outline { fill: #2a8a57; }
    .symbol.unknown .outline { fill: #7a8089; }
    @media (forced-colors: active) {
      .symbol[class] .outline { fill: Canvas; stroke: CanvasText; stroke-width: 1.2; }
      .symbol[class] .inside { stroke: CanvasText; }
    }`;

  const PARTS = `
    .level { display: flex; gap: .45em; align-items: baseline; margin: 0; font-weight: 650; }
    .level .symbol { align-self: flex-start; margin-top: .1em; }
    .level.danger { color: var(--danger); } .level.caution { color: var(--caution); }
    .level.genuine { color: var(--genuine); } .level.unchecked, .level.unknown { color: var(--soft); }
    .level.unknown { font-weight: 400; }
    .domain { display: block; margin: .3em 0 .1em; line-height: 1.5; overflow: hidden; text-wrap: balance; }
    .domain .under { color: var(--soft); font-size: 14px; }
    .domain .owned { display: inline-block; max-width: 100%; font-size: 21px; font-weight: 650; letter-spacing: .01em; }
    mark { background: var(--odd-paper); color: var(--odd-ink); border-radius: 2px;
      outline: 1.5px solid currentColor; outline-offset: -1px; padding: 0 .08em; }
    .fine { color: var(--soft); font-size: 12.5px; margin: .15em 0 0; }
    .reasons { margin: .45em 0 0; padding: 0; list-style: none; }
    .reasons li { padding-inline-start: 1em; position: relative; margin: .2em 0; }
    .reasons li::before { content: ""; position: absolute; inset-inline-start: .15em; top: .55em; width: .38em;
      height: .38em; background: currentColor; }
    .reasons li.danger::before { background: var(--danger); }
    .reasons li.caution::before { background: var(--caution); border-radius: 50%; }
    .reasons li.weak { color: var(--soft); } .reasons li.weak::before { border-radius: 50%; }
    .odd { display: flex; gap: .7em; align-items: center; margin: .5em 0 0; padding: .3em .6em;
      background: var(--tint); border-radius: 6px; }
    .odd .glyph { font: 600 30px/1.2 ${FONT}; min-width: 1.2em; text-align: center; color: var(--odd-ink);
      background: var(--odd-paper); border-radius: 4px; }
    .odd .lines { display: flex; flex-direction: column; font-size: 12.5px; line-height: 1.4; }
    .odd .like { color: var(--soft); }
    .genuine-line { margin: .55em 0 0; padding: .45em 0 0; border-top: 1px solid var(--line); }
    a.genuine { color: var(--link); font-weight: 600; text-decoration: underline; text-underline-offset: 2px; }
    :focus-visible { outline: 2.5px solid var(--link); outline-offset: 2px; }
    @media (forced-colors: active) {
      mark { background: Mark; color: MarkText; forced-color-adjust: none; }
      .reasons li::before { background: CanvasText !important; forced-color-adjust: none; }
    }`;

  const BUTTONS = `
    button { font: inherit; font-weight: 600; padding: .5em 1em; border-radius: 7px; cursor: pointer;
      border: 1px solid var(--line); background: var(--tint); color: var(--ink); min-height: 36px; }
    button.first { background: var(--link); border-color: var(--link); color: var(--paper); }
    button:disabled { cursor: not-allowed; color: var(--soft); opacity: .75; }
    button:hover:not(:disabled) { filter: brightness(1.06); }`;

  const RESET = (/** @type {string} */ display) => `
    :host { all: initial !important; display: ${display} !important; visibility: visible !important;
      opacity: 1 !important; direction: ltr !important; unicode-bidi: isolate !important; }`; // `all` leaves these two out

  honmono.styles = {
    popup: `${COLOURS}${SYMBOLS}${PARTS}${BUTTONS}`,

    layer: `${RESET("block")}
      :host { position: fixed !important; top: 0 !important; left: 0 !important; width: 0 !important;
        height: 0 !important; z-index: 2147483647 !important; pointer-events: auto !important;
        user-select: text !important; }
      ${COLOURS}${SYMBOLS}${PARTS}${BUTTONS}
      /* The page's own properties come in by inheritance: each that is read here is set here. */
      #tooltip { --room: 560px; position: fixed; inset: auto; margin: 0; padding: .65em .85em .75em; width: max-content;
        max-width: min(430px, calc(100% - 16px)); max-height: min(70vh, 560px, var(--room));
        border-radius: 9px; box-shadow: 0 6px 24px #0005, 0 1px 4px #0004; user-select: text; cursor: auto; }
      #tooltip, dialog.surface { overflow: auto; scrollbar-width: thin; scrollbar-color: var(--soft) transparent; }
      #tooltip:not([data-open]) { display: none; }
      #tooltip > :last-child { margin-bottom: 0; }
      #tooltip.danger { border-top: 4px solid var(--danger); }
      #tooltip.caution { border-top: 4px solid var(--caution); }
      #tooltip.unchecked { border-top: 4px dashed var(--unchecked); }
      #tooltip:is(.unknown, .genuine, .unchecked) .owned { font-size: 17px; }
      #live { position: fixed; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
      dialog.surface { padding: 0; margin: auto; width: min(520px, calc(100% - 24px));
        max-height: calc(100% - 24px); border-radius: 12px; border-top: 6px solid var(--danger);
        box-shadow: 0 16px 60px #0008; }
      dialog::backdrop { background: #0b0d12a8; }
      dialog .inner { padding: 1.2em clamp(1em, 5vw, 1.5em) 1.4em; }
      dialog h2 { margin: 0 0 .2em; font-size: 17px; line-height: 1.4; display: flex; gap: .5em; color: var(--danger); }
      dialog .domain .owned { font-size: clamp(17px, 5vw, 26px); }
      dialog .buttons { display: flex; flex-wrap: wrap; gap: .6em; margin: 1em 0 0; }
      dialog .anyway { margin: 1.1em 0 0; padding: .9em 0 0; border-top: 1px solid var(--line); }
      dialog .anyway label { display: flex; gap: .6em; align-items: flex-start; cursor: pointer; }
      dialog .anyway input { width: 18px; height: 18px; margin: .15em 0 0; flex: none; accent-color: var(--danger); }
      dialog .anyway button { margin-top: .7em; }
      @media (prefers-reduced-motion: no-preference) {
        #tooltip[data-open] { animation: come .08s ease-out; } dialog[open] { animation: come .12s ease-out; }
        @keyframes come { from { opacity: .2; } }
      }`,

    mark: `${RESET("inline-block")}
      :host { position: relative !important; width: 15px !important; height: 15px !important;
        margin: 0 1px 0 4px !important; vertical-align: -2px !important; line-height: 0 !important;
        font-size: 13px !important; float: none !important; z-index: 1 !important; cursor: inherit !important; }
      ${SYMBOLS}
      .symbol { display: block; width: 15px; height: 15px; }`,

    banner: `${RESET("block")}
      :host { position: relative !important; z-index: 2147483647 !important; clear: both !important;
        width: auto !important; max-width: 100% !important; margin: 6px 0 12px !important; padding: 0 !important;
        isolation: isolate !important; }
      ${COLOURS}${SYMBOLS}${PARTS}${BUTTONS}
      #banner { border-radius: 9px; border-inline-start: 7px solid var(--danger); padding: .75em 1em .85em;
        max-width: 760px; min-width: min(240px, 90vw); position: relative; }
      #banner:not([data-open]) { display: none; }
      #banner .level { font-size: 16px; padding-inline-end: 2em; }
      #banner .genuine-line { border: 0; padding: 0; }
      #banner .close { position: absolute; inset-block-start: .5em; inset-inline-end: .5em; min-height: 28px;
        width: 28px; padding: 0; border-color: transparent; background: transparent; line-height: 1;
        font-size: 18px; }`,
  };
})();
