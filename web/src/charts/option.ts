// How does a chart look? One description of what is shown (labels, series), made into ECharts'
// options: told apart by pattern and dash as well as by colour, text by canvas only (the page's
// Content-Security-Policy allows no inline styles, which HTML tooltips would need).

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
  format: (value: number) => string;
  dark: boolean;
  calm: boolean; // no motion
}

const light = ['#0b6469', '#c06a1b', '#5b5fa8', '#9a3a5a', '#5d7a1f', '#6b7780'];
const dark = ['#63cbc7', '#f0a860', '#a9adf0', '#ee93b0', '#b7d36b', '#aab6bd'];
const dashes = ['solid', 'dashed', 'dotted', [8, 3, 2, 3], [2, 6], [12, 4]];
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow'];

export function optionOf(look: ChartLook) {
  const ink = look.dark ? '#e7ecee' : '#182126';
  const soft = look.dark ? '#a8b5bc' : '#51606a';
  const line = look.dark ? '#313c42' : '#dde3e6';
  return {
    animation: !look.calm,
    animationDuration: 250,
    color: look.dark ? dark : light,
    aria: { enabled: true, decal: { show: look.series.length > 1 } },
    textStyle: { color: ink, fontFamily: 'system-ui, sans-serif' },
    grid: { left: 8, right: 12, top: look.series.length > 1 ? 36 : 14, bottom: 4, containLabel: true },
    legend: { show: look.series.length > 1, top: 0, left: 0, textStyle: { color: ink } },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      backgroundColor: look.dark ? '#20292e' : '#ffffff',
      borderColor: line,
      textStyle: { color: ink },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? look.format(value) : '–'),
    },
    xAxis: {
      type: 'category',
      data: look.labels,
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
      axisLabel: { color: soft, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
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
      symbolSize: 5,
      showSymbol: look.labels.length < 40,
      lineStyle: { width: 2, type: dashes[place % dashes.length] },
      emphasis: { focus: 'series' },
    })),
  };
}
