// Follows a generation with pusher-js and prints what it is told, a line of JSON each:
//   node follow.cjs PORT CHANNEL
const Pusher = require("pusher-js");

const [port, channel] = process.argv.slice(2);
const say = (told) => process.stdout.write(JSON.stringify(told) + "\n");
const pusher = new Pusher("skyloom", {
  cluster: "mt1", // must be there, and means nothing to a server of one's own
  wsHost: "127.0.0.1",
  wsPort: Number(port),
  forceTLS: false,
  enabledTransports: ["ws"],
  disableStats: true,
});
pusher.connection.bind("error", (error) => say({ error: error.error?.data ?? String(error) }));
const subscribed = pusher.subscribe(channel);
subscribed.bind("pusher:subscription_succeeded", () => say({ subscribed: channel }));
subscribed.bind("status_update", (body) => {
  say(body);
  if (["complete", "abort", "error"].includes(body.status)) {
    pusher.disconnect();
    process.exit(0);
  }
});
