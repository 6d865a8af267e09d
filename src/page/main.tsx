import { render } from 'preact';
import type { ReportData } from '../charts/report-data.ts';
import 'uplot/dist/uPlot.min.css';
import './page.css';
import { Report } from './report.tsx';

const data = JSON.parse(document.getElementById('data')!.textContent!) as ReportData;
render(<Report data={data} />, document.getElementById('report')!);
