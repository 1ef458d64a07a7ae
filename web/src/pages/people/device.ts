// Which device was it? A session's hint is an address and what the browser calls itself.

const browsers: [RegExp, string][] = [
  [/MicroMessenger\//, '微信 WeChat'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/^curl\//, 'curl'],
];
const systems: [RegExp, string][] = [
  [/HarmonyOS/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

const first = (text: string, of: [RegExp, string][]) => of.find(([pattern]) => pattern.test(text))?.[1];

export function deviceOf(hint: string): { address: string; name: string } {
  const space = hint.indexOf(' ');
  const address = space < 0 ? hint : hint.slice(0, space);
  const agent = space < 0 ? '' : hint.slice(space + 1).trim();
  const name = [first(agent, browsers), first(agent, systems)].filter(Boolean).join(' · ');
  return { address, name: name || agent.slice(0, 60) };
}
