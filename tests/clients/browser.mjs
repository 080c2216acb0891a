// Opens a page in headless Chromium, calls one of its functions and prints what it returns:
//   node browser.mjs CHROMIUM URL FUNCTION ARGUMENTS-AS-JSON
import { chromium } from "playwright-core";

const [executablePath, url, name, args] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
});
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(String(error)));
  page.on("requestfailed", (request) => console.error(`${request.url()}: ${request.failure()?.errorText}`));
  await page.goto(url);
  await page.waitForFunction("window.isReady");
  const answer = await page.evaluate(([name, args]) => window[name](...args), [name, JSON.parse(args)]);
  process.stdout.write(JSON.stringify(answer));
} finally {
  await browser.close();
}
