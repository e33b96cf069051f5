"""Chinese family names, and which of them are ordinary words too."""

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜"
    "崔谭陆范汪廖石金韦"
    "贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文牛樊葛邢安齐庄季颜关卞"
    "穆鲁左聂焦娄管"
    "岳翟殷詹申欧耿卢舒柯凌祁屈包章柴裴宁吉骆阮蓝甘冀费辛苗尚温倪童解池纪景仇米单冉路华储盛柳辜涂隋桂饶佟宗冷应鲍"
    "苟臧栾邬商卫车"
    "滕符闵党晏占席房谷戚宫靳糜巩查竺敖扈冼尤丛简桑帅鞠艾虞晁闻隆阎傅游褚成明连窦喻梅芦植阳俞束边伏步邝逄初麦沙农"
    "原燕刁佘綦荆"
    "匡边蔺蒲鄢官庞厉楚解郎支卓候冶母幸智银闪曲权牟花郁仲仝栗霍鹿时于全封奚伊迟幸荣翁缪昝逯禹阚奉邸冮矫战宿")
COMPOUND_SURNAMES = {
    "欧阳": "Ouyang", "司马": "Sima", "上官": "Shangguan", "诸葛": "Zhuge", "尉迟": "Yuchi", "皇甫": "Huangfu",
    "令狐": "Linghu", "慕容": "Murong", "长孙": "Zhangsun", "宇文": "Yuwen", "司徒": "Situ", "司空": "Sikong",
    "夏侯": "Xiahou", "公孙": "Gongsun", "端木": "Duanmu", "独孤": "Dugu", "东方": "Dongfang", "南宫": "Nangong",
    "呼延": "Huyan", "完颜": "Wanyan", "澹台": "Tantai", "濮阳": "Puyang", "申屠": "Shentu", "轩辕": "Xuanyuan",
    "钟离": "Zhongli", "闻人": "Wenren", "万俟": "Moqi", "鲜于": "Xianyu", "闾丘": "Lüqiu", "太史": "Taishi",
    "赫连": "Helian", "公羊": "Gongyang", "淳于": "Chunyu", "单于": "Chanyu", "东郭": "Dongguo", "西门": "Ximen",
}
# Family names that begin many ordinary words; a name that begins so must be told by what follows.
COMMON = frozenset("于向任成常高方安连全何明万时党应候农路原商关文单解左管尚温景车占席房谷初沙官支权智花封荣战应江金石")
