import { everybodyCanUseThePages, lookers, showSite } from './looking.ts';

everybodyCanUseThePages(showSite(), lookers.latin);
