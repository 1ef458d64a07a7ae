import 'element-plus/theme-chalk/base.css';
import 'element-plus/theme-chalk/dark/css-vars.css';
import '@/style/tokens.css';
import '@/style/base.css';
import { createApp } from 'vue';
import App from './App.vue';
import { router } from './router';
import { keepSettings } from './state/settings';
import { keepOpening } from './state/unopened';

keepSettings();
keepOpening(router);
createApp(App).use(router).mount('#app');
