// The grid, and `peer`: one function for each act, each giving milliseconds until what it changed is painted.

const NAMES = ["mark", "patient", "born", "request", "provider", "age", "status", "number"];

const rows = await (await fetch("/rows.json")).json();
const search = document.querySelector("#search");
const api = agGrid.createGrid(document.querySelector("#grid"), {
  rowData: rows.map((row) => Object.fromEntries(NAMES.map((name, at) => [name, row[at]]))),
  columnDefs: NAMES.map((field) => ({ field, sortable: true })),
  getRowId: ({ data }) => data.number,
  cacheQuickFilter: true,
});
search.addEventListener("input", () => api.setGridOption("quickFilterText", search.value));

// A task queued in an animation frame runs after that frame was painted.
const painted = () =>
  new Promise((done) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(0);
    }),
  );

const once = (name) =>
  new Promise((done) => {
    const heard = () => {
      api.removeEventListener(name, heard);
      done();
    };
    api.addEventListener(name, heard);
  });

// From the event of the person (its own time) to the frame after the grid has told `name`.
async function answered(target, event, name) {
  const told = once(name);
  const began = await new Promise((done) =>
    target.addEventListener(event, ({ timeStamp }) => done(timeStamp), { once: true, capture: true }),
  );
  await told;
  return (await painted()) - began;
}

window.peer = {
  key: () => answered(search, "keydown", "filterChanged"),
  sorted: () => answered(document.querySelector("#grid"), "mousedown", "sortChanged"),
  shown: () => api.getDisplayedRowCount(),

  async scrolled(steps) {
    const view = document.querySelector(".ag-body-viewport") ?? document.querySelector(".ag-grid-scrolling-container");
    const frames = [];
    let place = 0;
    for (let step = 0; step < steps; step += 1) {
      place = step % 2 ? place + 90 : step * 791_933;
      const began = performance.now();
      view.scrollTop = place % Math.max(1, view.scrollHeight - view.clientHeight);
      frames.push((await painted()) - began);
    }
    return frames;
  },

  async updated(turn) {
    const row = api.getDisplayedRowAtIndex(3).data;
    const began = performance.now();
    api.applyTransaction({ update: [{ ...row, status: `Sending ${turn}` }] });
    return (await painted()) - began;
  },

  async cleared() {
    search.value = "";
    api.setGridOption("quickFilterText", "");
    search.focus();
    await painted();
  },
};
await painted();
window.started = true;
