// How does a chart look? One description of what is shown (labels, series), made into ECharts'
// options: told apart by pattern, dash and mark as well as by colour; text by canvas only (the
// page's Content-Security-Policy allows no inline styles, which HTML tooltips would need).

export interface Series {
  name: string;
  values: (number | null)[];
  kind?: 'bar' | 'line'; // default: the chart's
  stack?: string; // bars of the same stack stand on each other
}

export interface ChartLook {
  labels: string[];
  series: Series[];
  kind: 'bar' | 'line';
  format: (value: number) => string; // on the axis
  exact: (value: number) => string; // where one looks closely
  whole?: boolean; // there is nothing between 1 and 2
  dark: boolean;
  calm: boolean; // no motion
  heading?: { title: string; unit: string }; // in the picture itself, when it leaves the page
}

const light = ['#0b6469', '#c06a1b', '#5b5fa8', '#9a3a5a', '#5d7a1f', '#6b7780'];
const dark = ['#63cbc7', '#f0a860', '#a9adf0', '#ee93b0', '#b7d36b', '#aab6bd'];
const dashes = ['solid', 'dashed', 'dotted', [8, 3, 2, 3], [2, 6], [12, 4]];
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow'];
const marks = 12; // marks on a line of many points: enough to tell lines apart

export function optionOf(look: ChartLook) {
  const ink = look.dark ? '#e7ecee' : '#182126';
  const soft = look.dark ? '#a8b5bc' : '#51606a';
  const line = look.dark ? '#313c42' : '#dde3e6';
  const several = look.series.length > 1;
  const head = look.heading ? 52 : 0;
  const many = look.labels.length;
  return {
    animation: !look.calm,
    animationDuration: 250,
    color: look.dark ? dark : light,
    // What is heard stands on the element itself, in the page's language.
    aria: { enabled: true, label: { enabled: false }, decal: { show: several } },
    textStyle: { color: ink, fontFamily: 'system-ui, sans-serif' },
    title: look.heading && {
      text: look.heading.title,
      subtext: look.heading.unit,
      left: 8,
      top: 8,
      itemGap: 4,
      textStyle: { color: ink, fontSize: 16 },
      subtextStyle: { color: soft },
    },
    grid: { left: 8, right: look.kind === 'line' ? 28 : 16, top: head + (several ? 36 : 14), bottom: 4, containLabel: true },
    legend: { type: 'scroll', show: several, top: head, left: 0, itemWidth: 28, textStyle: { color: ink } },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      backgroundColor: look.dark ? '#20292e' : '#ffffff',
      borderColor: line,
      textStyle: { color: ink },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? look.exact(value) : '–'),
    },
    xAxis: {
      type: 'category',
      data: look.labels,
      boundaryGap: look.kind === 'bar' || look.series.some((series) => series.kind === 'bar'),
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
      axisLabel: { color: soft, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      minInterval: look.whole ? 1 : 0,
      splitLine: { lineStyle: { color: line } },
      axisLabel: { color: soft, formatter: (value: number) => look.format(value) },
    },
    series: look.series.map((series, place) => ({
      name: series.name,
      type: series.kind ?? look.kind,
      stack: series.stack,
      data: series.values,
      barMaxWidth: 28,
      symbol: symbols[place % symbols.length],
      symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) => (many < 40 || dataIndex % Math.ceil(many / marks) === 0 ? 6 : 0),
      showSymbol: several || many < 40,
      showAllSymbol: true,
      lineStyle: { width: 2, type: dashes[place % dashes.length] },
      emphasis: { focus: 'series' },
    })),
  };
}
