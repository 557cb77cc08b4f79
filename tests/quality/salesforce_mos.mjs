// Works out the MOS of calls with the real connector's own code: a JSON list of calls on stdin, each a list of
// publications [sent, received], each of those four numbers or null (null numbers are NaN, Infinity has no JSON).
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const page = new URL('../../resources/connector/', import.meta.url);
const { build } = createRequire(new URL('package.json', page))('esbuild');
const { outputFiles } = await build({
  absWorkingDir: page.pathname,
  stdin: {
    contents: `export * from 'scv-connector-base/src/main/mosUtil.js';
               export { AudioStats, AudioStatsElement, StatsInfo } from 'scv-connector-base/src/main/types.js';`,
    resolveDir: page.pathname,
  },
  bundle: true,
  format: 'esm',
  write: false,
});
const base = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);

const number = (value) => (value === null ? NaN : value === 'inf' ? Infinity : value);
const channel = (told) => {
  if (told === null) return undefined;
  const [packetsCount, packetsLost, jitterBufferMillis, roundTripTimeMillis] = told.map(number);
  return new base.StatsInfo({ packetsCount, packetsLost, jitterBufferMillis, roundTripTimeMillis });
};
const element = ([sent, received]) =>
  new base.AudioStatsElement({ inputChannelStats: channel(sent), outputChannelStats: channel(received) });

base.enableMos();
const answers = JSON.parse(readFileSync(0, 'utf8')).map((publications) => {
  base.initAudioStats();
  for (const publication of publications) {
    base.updateAudioStats(new base.AudioStats({ stats: [element(publication)] }).stats);
  }
  return base.getMOS();
});
process.stdout.write(JSON.stringify(answers));
