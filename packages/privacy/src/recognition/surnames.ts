/**
 * Family names of one character that cover nearly all of the population. A name list is no personal data;
 * what is missing here is caught by the minimum of documents a feature needs.
 * @see 公安部《二〇二〇年全国姓名报告》 for the order of frequency
 */
export const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜'
  + '叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴'
  + '严莫孔向常汤康易乔赖文施洪辛柯庄温牛樊葛邢安齐伍庞颜倪章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮纪梅童'
  + '凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤时穆农司卓古吉缪简车项连芦麦褚娄窦戚'
  + '岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝'
  + '闻';

/** Family names of two characters. */
export const COMPOUND_SURNAMES: readonly string[] = ['欧阳', '司马', '上官', '诸葛', '东方', '皇甫', '尉迟', '公孙', '令狐',
  '慕容', '司徒', '夏侯', '端木', '南宫'];

/** Words of a judgment after which a person's name stands; longer before shorter. */
export const ROLE_WORDS: readonly string[] = ['附带民事诉讼原告人', '原审被告人', '法定代理人', '诉讼代表人', '诉讼代理人',
  '犯罪嫌疑人', '指定辩护人', '代理审判员', '代理检察员', '人民陪审员', '被告人', '上诉人', '被害人', '受害人', '辩护人', '公诉人',
  '审判长', '审判员', '陪审员', '书记员', '检察员', '检察官', '同案犯', '同案人', '举报人', '报案人', '吸毒人员', '卖淫女',
  '嫖娼人员', '购毒人员', '证人', '同伙', '死者', '伤者', '失主', '事主', '民警', '村民', '男友', '女友', '妻子', '丈夫', '父亲',
  '母亲', '伙同', '同案', '绰号', '化名', '曾用名'];
