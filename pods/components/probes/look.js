"use strict";
// Asks for one page as a user would, and throws unless it answers 200 in time and with its text.
const clients = { "http:": require("http"), "https:": require("https") };

const look = (address, patience) =>
  new Promise((resolve, reject) => {
    const url = new URL(address);
    const request = clients[url.protocol].get(url, { timeout: patience }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve([answer.statusCode, Buffer.concat(parts).toString("utf8")]));
      answer.on("error", reject);
    });
    // The client's own time-out is one of silence: a page that trickles in is late as well.
    const late = setTimeout(
      () => request.destroy(new Error(`no whole answer within ${patience} ms`)),
      patience
    );
    request.on("close", () => clearTimeout(late));
    request.on("timeout", () => request.destroy(new Error(`no answer within ${patience} ms`)));
    request.on("error", reject);
  });

exports.handler = async () => {
  const { PROBED_URL, EXPECTED_TEXT, PATIENCE_MILLISECONDS } = process.env;
  const [status, text] = await look(PROBED_URL, Number(PATIENCE_MILLISECONDS));
  if (status !== 200) throw new Error(`${PROBED_URL} answered ${status}`);
  if (EXPECTED_TEXT && !text.includes(EXPECTED_TEXT))
    throw new Error(`${PROBED_URL} answered without the expected text`);
  return `${PROBED_URL} answered`;
};
