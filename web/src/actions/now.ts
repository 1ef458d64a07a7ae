// What time is it by the server's clock, against which its moments are read?
import { link } from '@/api/client';

export const serverNow = () => Date.now() - link.ahead_ms;
