/** A file that the tests read from the folder REFERENCE_DATA and that the project does not carry. */
export interface ReferenceFile {
  file: string;
  sha256: string;
}

/** Calendar files of real programs: the test data of node-ical, https://github.com/jens-maus/node-ical, Apache-2.0. */
export const calendarFiles: ReferenceFile[] = [
  { file: 'ics/Office-2012-owa.ics', sha256: 'f5724f8b7cf567cd12c8b72789b3e680faf3f966bdd88ff2b7ae2808a5b5ad6d' },
  { file: 'ics/attendee-with-url.ics', sha256: '536f75f407f9acea07354ec835e98ae3ddf44d6b89a6703360c41a453856bd0e' },
  { file: 'ics/badRRULE.ics', sha256: '9ecebe4c8c363138a81d1563b9f55a81e3d92ed935a19e9ca88d6c101fdad38b' },
  { file: 'ics/bad_custom_ms_tz.ics', sha256: '6a6309c4ad45cd8346da3d79119cb0e43b2e4650b4d647bab9f96e9ba20fca40' },
  { file: 'ics/bad_custom_ms_tz2.ics', sha256: 'e7f09777a2b16c0e950ca5706ad7001108a920e2ce7f893a2a4021f099c64ddb' },
  { file: 'ics/bad_ms_tz.ics', sha256: '4cefe8b7b8850958ed21a9d43beb44405a36c060ec2670847171073e6bc17ae0' },
  { file: 'ics/biweekly-exdate-until.ics', sha256: 'ac6ffe8e00e72a13490df73dbae155fc68d0f060d4b058444f0adaa51489f1c5' },
  {
    file: 'ics/daily-count-exdate-recurrence-id.ics',
    sha256: 'bdb3fe0e70d82c717a0f067a1088580c6d153d747a441fe90de8994437a7c626',
  },
  { file: 'ics/dst-transition-rules.ics', sha256: '89dbfc6f8c42b3797fe75f693dad37b0b16475e2efa880e9392ac51fa444ed9f' },
  {
    file: 'ics/duplicate-rrule-sequence.ics',
    sha256: '9d5907a4cdcf8f5b6e8461177f9a7d489ecb59b802cd107c2314d605fe94040c',
  },
  {
    file: 'ics/duplicate-uid-sequence.ics',
    sha256: 'f199e8d66f944baa2c912ed6b5afb5727b604c070edcd97dbc08546196b3b355',
  },
  { file: 'ics/event-organizer-cn.ics', sha256: 'ff3cf76fc920b75b343fd7b8deaf4751defff09176647beda3794bb6d6af2d8a' },
  { file: 'ics/event-with-category.ics', sha256: '5ba569b64a01b2a6c28c958d23db1056a552f5f17a1a92bc8e24a34889def317' },
  { file: 'ics/event-with-valarm.ics', sha256: 'ed6ea34425706ab7b0d16cabc19a352dc24d4eb79caecdaac4aa2e57587731f5' },
  { file: 'ics/exchange-custom-tz.ics', sha256: '5a5b9bdc6ffd21f50e105611358accb48184dea272ecb9fad0f89e450ae447d9' },
  {
    file: 'ics/exchange_whole_day_moved_recurrence.ics',
    sha256: '938d0389d8a3fea4dc79978f7b2ba07f56d95122a0cadcbf9bc32f0ad148a16b',
  },
  {
    file: 'ics/exchange_whole_day_moved_recurrence_offset_tz.ics',
    sha256: 'cac0b07b5c0009e6fa87473d5d36343e9469f61b930a3d1be2fdc91a23361320',
  },
  {
    file: 'ics/festival-multiday-rrule.ics',
    sha256: 'a3976d821eb6b9cd098c80f75e9e811d88911641b295506808f8dc295c4de045',
  },
  {
    file: 'ics/floating-dtstart-custom-vtimezone.ics',
    sha256: '98490c758bc30318ad2aa33556dc3d13211f294fb575182a81d2e72dfb5beffb',
  },
  {
    file: 'ics/germany_at_end_of_day_repeating.ics',
    sha256: '2926b6ec640add013821567e3710b2bd24703e77fbeb62f24c80ba52c7f8050c',
  },
  {
    file: 'ics/google-calendar-kiev-tz.ics',
    sha256: '2c90fe5ee7255dbbd470bb97d716ca6624afb1b81311aaa13a6638188e236769',
  },
  {
    file: 'ics/google-recurrence-order.ics',
    sha256: '8743d09ddaf6d772a64187c2a2644b486ad3c3486572dad5906e67b1131a552c',
  },
  {
    file: 'ics/large-file-with-late-error.ics',
    sha256: 'ab1fa632d46717a96ef75f608c0a4f32f110de5b8d2f3ef59a4699dd7ccc6873',
  },
  { file: 'ics/meetup-timed-tz.ics', sha256: '94a13add076d20d973bf5905de41ad75be6ab9284138106653c8d271ed0a8f6e' },
  {
    file: 'ics/mixed-timezone-handling.ics',
    sha256: 'd1a6e9cc537a6ff3d1a3952931ba8dda020f6ffee18c189e36038d7e81b7e4f4',
  },
  { file: 'ics/ms_timezones.ics', sha256: '94b82f9d3764c60427474ea34d8c4340aa3f79a49994be35e6bb1bc6d88423ad' },
  { file: 'ics/multi-era-vtimezone.ics', sha256: '8f9921225bb105ae473d9f9d1d1c777555ee8a209d33776c9865743199ffa459' },
  { file: 'ics/multi-event-basic.ics', sha256: '9fa9cdb7140f7ac4425c75d85f8e499b3f19afdaf3ef53442f15cb5d5153c660' },
  {
    file: 'ics/music-school-weekly-until.ics',
    sha256: 'd2c2f9ffe62d0929c7220f5cca1709287948bf2615f7f29e3f5dc13a49ab64e5',
  },
  { file: 'ics/non-utc-until-ny.ics', sha256: 'b45396a55fb2d007b33ba2d3f33bab970cfa837fd931a040000634fca587c403' },
  { file: 'ics/non-utc-until.ics', sha256: '29f181e3cca9a534a8f7be23d2e5966a28d232b8af72b848a7f1cac129b4bf64' },
  { file: 'ics/recurrence-sequence.ics', sha256: '58d071ba978918f80520ea6defd918f3853665013ad493220c81276a51cf71c1' },
  {
    file: 'ics/sabredav-school-holidays.ics',
    sha256: 'f7b7e091c9e64c4469c951cbbf45ed6e8011b911ca08bf2192ef2e9be377310a',
  },
  {
    file: 'ics/tentative-apple-calendar.ics',
    sha256: 'a976021588b895db72a1dba2d613ee165a1a6d8d89af3b42157f2efc8af74b03',
  },
  { file: 'ics/test_daily_recurring.ics', sha256: '94498e9c860063e95d72bfb38306ee1de2637b18880ab8987dafef41c8d59b27' },
  { file: 'ics/test_date_duration.ics', sha256: 'f251ccee50e7844e5522363bb242ace5903b600d5d88f781f1a2ef73274c6b89' },
  {
    file: 'ics/test_date_time_duration.ics',
    sha256: 'a641478452e64faffbdf83398b385ec2a6f99e497ae379fc484107cc5c7b01a1',
  },
  { file: 'ics/test_with_forward_TZ.ics', sha256: 'e7e61c0871d939781bd543803b8dfe525248c730fceafe01382206be5c80f074' },
  { file: 'ics/test_with_int_tzid.ics', sha256: 'e38bfcb47c3edf940e5ee4c61e7c917627a059fd501246f735482de129350300' },
  {
    file: 'ics/test_with_multiple_tzids_in_vtimezone.ics',
    sha256: 'd9ea90a32e1a097b9afb3bde4738a8f06639ce1861ef63c6466cdda8fbd69aab',
  },
  { file: 'ics/test_with_tz_list.ics', sha256: 'ad3840b4174e3a70d004011dc34154a7d48f6cb2b01225690d7e0c74f1a33740' },
  {
    file: 'ics/tripit-location-escaping.ics',
    sha256: 'ad625b1566f9b82aaa7930a53870bd0f16d52de242c8ea3f3ecd85920a16393c',
  },
  { file: 'ics/tv-show-episode.ics', sha256: 'ac6cb20b71aaaf6e89e3e5407859ac435b4a064c40c47e10ed5fecaa5d039753' },
  { file: 'ics/utf8-french-calendar.ics', sha256: '0904fe80a6284759613deba185e64e60cf317021fbb45f236f0f13cc97b7341e' },
  { file: 'ics/vfreebusy-zimbra.ics', sha256: 'f9702ac0cd3c771fad83765c627e746baeff9eacfa40d399df4ca331208de8f6' },
  {
    file: 'ics/vtimezone-year-0001-dtstart.ics',
    sha256: 'b315395fe2517ae03f1f705eb531eb6f51ef650c2a8fa09c6a00e9027c013685',
  },
  { file: 'ics/vtodo-vfreebusy.ics', sha256: '228a819eb909fa010d1de6e80d2907be8cf51158afe77fb52d7c670ea2d34d79' },
  {
    file: 'ics/whole_day_moved_over_dst_change_berlin.ics',
    sha256: 'e1dc693db315b268cfbf1d948415f6440247fb16337d56cd1594474f13f96fc5',
  },
  {
    file: 'ics/windows-quoted-tz-rrule.ics',
    sha256: 'abebd8eb11dfab5402be19a563b8231516b98c10a01aae3c021fd3ac33202036',
  },
  { file: 'ics/yearly-party.ics', sha256: '431ebfd23388a48019fe9ad7392b5aa858e0d35d9aec1c64dfa0f264285461d8' },
  {
    file: 'ics/yearly-recurring-unicode.ics',
    sha256: '6d9ab4e1ad1cee9861c554450156184bfda15de6ea9a83a815f98728555d56d7',
  },
];
