// The wall's page: shows the picture the server sends, counts its ages on the server's clock, and says so when it is
// old. It sends nothing but the join.

import { readConfig } from "./config.js";
import { drawWall, ROOM_MOST } from "./draw/wall.js";
import { render } from "lit";
import { createOffset } from "./offset.js";
import { openLink } from "./socket.js";
import { clockTime, setZone } from "./when.js";
import { _, readWords } from "./words.js";

/** Ages are drawn anew this often. */
const AGES = 5000;

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

readWords();
const config = readConfig();
setZone(config.zone);
const cell = String(config.cell);
const secret = location.pathname.split("/").at(-1) ?? "";
const offset = createOffset();
/** @type {import("./types").WallTold} */
let told = JSON.parse(at("boot").textContent || "{}");
offset.heard(told.now);
let isDark = false;
/** When the link was lost; 0 while it is there. */
let frozenAt = 0;

function draw() {
  if (isDark) return;
  // A frozen picture keeps its hour: an age that ran on would look alive.
  const now = frozenAt || offset.now();
  const room = { ...ROOM_MOST };
  const drawn = () => render(drawWall(told.picture, now, config.levels ?? {}, room), at("main"));
  drawn();
  // A wall never scrolls and never shows half a line: what has no room is counted in the heading instead.
  for (let turn = 0; turn < 8 && shorten(room); turn++) drawn();
}

/** Whether a box holds more than it has room for; then its longer list is made one line shorter.
 * @param {import("./draw/wall.js").Room} room */
function shorten(room) {
  const full = [...document.querySelectorAll(".wall__box")].map((box) => box.scrollHeight > box.clientHeight + 1);
  if (full[0] && room.waits > 1) room.waits--;
  if (full[1] && room.settle >= room.take && room.settle > 1) room.settle--;
  else if (full[1] && room.take > 1) room.take--;
  else if (full[1] && room.said > 0) room.said--;
  return full.some(Boolean);
}

/** @param {"live" | "catching" | "frozen"} state */
function show(state) {
  document.body.dataset.link = state;
  const since = frozenAt ? clockTime(frozenAt) : "";
  at("edge").textContent = state === "frozen" ? _("Frozen at {time}: the link is lost", { time: since }) : "";
}

/** @param {number} when the server's last word */
function freeze(when) {
  if (isDark) return;
  frozenAt ||= when;
  show("frozen");
  draw();
}

/** @param {import("./types").WallTold} fresh */
function adopt(fresh) {
  told = fresh;
  frozenAt = 0;
  show("live");
  draw();
  document.body.dataset.ready = "1";
}

/** The link was revoked, or never opened anything: nothing of the cell stays on the screen. */
function goDark() {
  if (isDark) return;
  isDark = true;
  document.body.dataset.link = "dark";
  document.title = _("Wall view");
  at("boot").textContent = "";
  at("edge").textContent = "";
  const sentence = _("This wall link is over.");
  const line = document.createElement("h1");
  line.className = "wall__over";
  line.textContent = sentence;
  render(line, at("main"));
}

const link = openLink(
  cell,
  offset,
  {
    held: () => ({ cell, seq: told.seq, stream: null }),
    up: () => link.join(null, null),
    answer: (answer) => adopt(/** @type {any} */ (answer)),
    wall: adopt,
    head(head) {
      if (head.seq > told.seq || head.stream !== told.stream) link.join(null, null);
    },
    down: freeze,
    late: freeze,
    back() {
      if (isDark) return;
      frozenAt = 0;
      show("live");
      draw();
    },
    out(reason) {
      if (["revoked", "signed_out"].includes(reason)) goDark();
    },
    refused(refused) {
      if (refused.code !== "not_found") return false;
      goDark();
      return true;
    },
  },
  { wall: secret, cell },
);

draw();
setInterval(draw, AGES);
window.addEventListener("resize", draw);
