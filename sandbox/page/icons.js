/** The page's few icons, drawn as strokes in a 24 by 24 box. */

const PATHS = {
  send: ["M4 12 20 4l-5 16-3.5-6.5z", "M11.5 13.5 20 4"],
  photo: ["M4 8.5a2 2 0 0 1 2-2h2.5l1.5-2h4l1.5 2H18a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2z", "M12 9.5a3.25 3.25 0 1 0 0 6.5 3.25 3.25 0 0 0 0-6.5"],
  pin: ["M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11z", "M12 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4"],
  file: ["M19 11.5 11.8 18.7a4 4 0 0 1-5.7-5.7l7.5-7.5a2.7 2.7 0 0 1 3.8 3.8l-7.3 7.3a1.3 1.3 0 0 1-1.9-1.9l6.5-6.5"],
  edit: ["M5 19l.8-3.8L15.5 5.5a2 2 0 0 1 3 3L8.8 18.2z"],
  trash: ["M5 7h14", "M9.5 7V5h5v2", "M7 7l.8 12h8.4L17 7"],
  reply: ["M9.5 7 5 11.5 9.5 16", "M5 11.5h9a5 5 0 0 1 5 5V18"],
  smile: ["M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16", "M8.5 14a4 4 0 0 0 7 0", "M9.3 9.7v.1", "M14.7 9.7v.1"],
  close: ["M6.5 6.5l11 11", "M17.5 6.5l-11 11"],
  more: [5.5, 12, 18.5].map((x) => `M${x - 0.9} 12a.9.9 0 1 0 1.8 0 .9.9 0 1 0-1.8 0`),
  eye: ["M3.5 12s3-6 8.5-6 8.5 6 8.5 6-3 6-8.5 6-8.5-6-8.5-6z", "M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5"],
  chat: ["M5 6.5h14v9.5h-8L7 19v-3H5z"],
  sun: ["M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8", "M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M18.4 5.6l-1.1 1.1M6.7 17.3l-1.1 1.1"],
  moon: ["M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"],
  down: ["M12 5v14", "M6.5 13.5 12 19l5.5-5.5"],
  block: ["M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16", "M6.5 6.5l11 11"],
  home: ["M5 11l7-6 7 6", "M7 9.5V19h10V9.5"],
  warning: ["M12 4.5 20.5 19h-17z", "M12 10v4", "M12 16.5v.1"],
};

/** A decorative icon; the button around it carries the label. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  for (const outline of PATHS[name]) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", outline);
    svg.append(path);
  }
  return svg;
}
