import Baby from '@lucide/svelte/icons/baby';
import DoorOpen from '@lucide/svelte/icons/door-open';
import House from '@lucide/svelte/icons/house';
import Trees from '@lucide/svelte/icons/trees';

/** A sign for each place where people may meet. */
export const settingIcons = { IN_PUBLIC: Trees, AT_DOOR: DoorOpen, AT_HOME: House, WITH_CHILDREN: Baby };
