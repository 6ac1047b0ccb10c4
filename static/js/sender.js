// Sends commands. Nothing is queued behind the person's back: without a link a command is refused here, and what was
// typed stays where it is. One that was on its way when the link dropped is sent again with the same key on return,
// since nobody knows whether it arrived; the server does it once.

import { newKey } from "./key.js";
import { _ } from "./words.js";

/** @typedef {import("./types").Outcome} Outcome */
/** @typedef {{cell: string | number, name: string, args: Record<string, unknown>, key: string}} Command */
/** @typedef {{command: Command, resolve: (outcome: Outcome) => void}} Flight */

/**
 * @param {string | number} cell
 * @param {{emit: (command: Command, answer: (outcome: Outcome) => void) => void, isLive: () => boolean}} link
 */
export function createSender(cell, link) {
  /** @type {Map<string, Flight>} */
  const flying = new Map();

  /** @param {Flight} flight */
  function launch(flight) {
    link.emit(flight.command, (outcome) => {
      if (flying.delete(flight.command.key)) flight.resolve(outcome);
    });
  }

  return {
    /** @param {string} name @param {Record<string, unknown>} args @param {string} [key] @returns {Promise<Outcome>} */
    send(name, args, key = newKey()) {
      if (!link.isLive()) return Promise.resolve({ ok: false, refused: offline() });
      return new Promise((resolve) => {
        const flight = { command: { cell, name, args, key }, resolve };
        flying.set(key, flight);
        launch(flight);
      });
    },
    /** The link is back: send again what has no answer. */
    resend() {
      flying.forEach(launch);
    },
    get waiting() {
      return flying.size;
    },
  };
}

const offline = () => ({ code: "offline", message: _("The link is down: nothing was sent. Try again when it is back.") });

/** @typedef {ReturnType<typeof createSender>} Sender */
