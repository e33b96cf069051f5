"""The shipped chrome rules take out a page's own lines, and leave the article's."""

import time
from pathlib import Path

import pytest

from pipeline.config import shipped
from pipeline.text.zh.chrome import ChromeRule, match, parse_rules

RULES = parse_rules((shipped("configs") / "chrome" / "lines.txt").read_text("utf-8"))


@pytest.mark.parametrize("line", [
    "分享", "分享到：", "分享到：微信 微博 QQ空间", "微信", "QQ空间", "热点推荐", "相关阅读", "推荐阅读：",
    "相关新闻", "延伸阅读", "上一篇：招商再传捷报",
    "下一篇", "Copyright © www.selectshandong.com. All Rights Reserved", "山东省人民政府 版权所有",
    "版权所有 © 2022 山东省人民政府 保留一切权利",
    "鲁ICP备09023866号-50", "京公网安备 11010102000001号", "信息网络传播视听节目许可证:0105123",
    "承建单位:山东省互联网传媒集团大众网",
    "主办单位：某市人民政府办公室", "技术支持：某某科技有限公司", "网站标识码：1500000001",
    "山东省国际投资促进中心:+86-531-89013562    +86-18678817218",
    "+86-531-85193668 +86-18678828218", "selectshandong@shandong.cn", "电话：0531-89013562 传真：0531-89013563",
    "邮箱：invest@example.cn",
    "地址：济南市历下区经十路1号", "德州6.16-1.png", "微信图片_20230616.jpg", "责任编辑：张三", "【责任编辑：刘某】",
    "(编辑：文某)", "审核：李四 校对：王五",
    "来源：大众日报", "来源:闪电新闻2023-06-16 13:48", "发布时间：2025-03-01 09:30", "【字体：大 中 小】",
    "字号 大 中 小", "打印 关闭 收藏",
    "首页 > 新闻 > 正文", "当前位置：首页>要闻", "您现在的位置：首页 > 招商动态", "扫一扫在手机打开当前页面",
    "返回顶部", "阅读次数：1024", "浏览量：88",
    "免责声明：本文仅代表作者个人观点，与本网无关。", "声明：", "招商推介会现场。（刘强摄）", "图片来源：视觉中国",
    "新华社记者 张三 摄", "* 首页", "更多>>",
    "返回搜狐，查看更多", "【打印】【字体：大 中 小】【关闭】", "评论 12 收藏 分享", "T+ T- 分享", "编 辑：张三",
    "一审：张三 二审：李四 三审：王五", "24小时热闻", "大家都在搜", "加载更多", "0 分享", "推",
    "登录后评论", "本网站支持IPv6网络", "举报邮箱：jubao@example.cn", "3小时前", "2024-03-01", "有 效 性：有效",
    "【免责声明】本文仅代表作者本人观点，与本网无关。", "人民网 >> 财经",
    "某浪声明：本网登载此文出于传递更多信息之目的。", "更多精彩内容，请点击进入专题", "某某网 网友评论 我来说两句",
    "未经书面授权不得转载", "本文来源于 北京商报 2024-05-20 09:47:48", "标签：招商 引资",
])
def test_takes_out_a_pages_own_line(line: str) -> None:
    assert match(line, RULES) is not None


@pytest.mark.parametrize("line", [
    "会议要求，要加强版权保护，完善知识产权服务体系，为企业创新保驾护航。",
    "与会企业家分享了在德州投资兴业的经验和体会。",
    "发展成果由人民共享，改革红利由企业分享。", "一、总体情况", "（二）招商引资成效显著",
    "围绕“人气怎么聚”，坚持引爆点与功能圈同建设。",
    "项目总投资413亿元，占地800亩。", "6月16日，新区正式揭牌。", "2025年3月1日，山东省商务厅在济南举办投资推介会。",
    "签约仪式上，双方互换文本。",
    "中国电信、中国移动等运营商参加了推介会，现场设置扫码咨询区，企业可以一键办理业务，工作人员全程提供服务。",
    "企业可拨打服务热线12345反映问题，相关部门将在24小时内答复。",
    "公司已取得互联网信息服务增值电信业务经营许可证，并完成了数据中心的建设。",
    "该项目由山东某集团承建，主办方表示将于年底前建成投产。", "打造“一站式”服务平台，让企业办事只进一扇门",
    "影片在德州天衢新区拍摄", "德州市人民政府",
    "2023年6月16日", "来源于实践的改革经验", "编辑部搬迁至新区，带动文化产业集聚发展。",
    "点击“我要投资”即可查询全省重点项目，平台已收录项目1200个。",
    "于2023年12月31日，集团总资产共31.9亿元。", "记者：你们的市场场址在哪？", "中小企业", "评论区外的声音",
    "明天出版的日报将发表评论员文章，题目是统筹推进总体布局",
    "首页设计大赛开赛", "上下游企业100多家，产业链不断延伸。", "5月，全市新签约项目30个",
])
def test_leaves_the_articles_line(line: str) -> None:
    assert match(line, RULES) is None


@pytest.mark.parametrize(("line", "name"), [
    ("分享", "share"), ("热点推荐", "related"), ("鲁ICP备09023866号-50", "licence"), ("德州6.16-1.png", "image-file"),
    ("承建单位:山东省互联网传媒集团大众网", "organiser"), ("现场。（刘强摄）", "credit"),
    ("责任编辑：张三", "editor"),
])
def test_names_the_rule(line: str, name: str) -> None:
    assert match(line, RULES) == name


def test_tests_a_paragraph_only_by_rules_made_for_it() -> None:
    rules = parse_rules("short\t分享\t分享\nlong*\t^声明\t声明")
    assert match("分享" + "经验" * 100, rules) is None
    assert match("声明" + "经验" * 100, rules) == "long"


def test_a_line_of_nothing_but_the_words_of_buttons_is_a_button() -> None:
    rules = parse_rules("button\t= 打印 关闭\t打印\nbutton\t= 收藏\t收藏")
    assert match("【打印】 关闭 | 收藏 3", rules) == "button"
    assert match("打印机收藏", rules) is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_is_quick_on_hostile_lines(rule: ChromeRule) -> None:
    started = time.process_time()
    for unit in (rule.example, rule.example + " ", rule.example[:3], "关于我们", "QQ空间 ", "> ", "版权", "（"):
        line = unit * (600 // len(unit) + 1)
        match(line[:119] + "。", (rule,))
        match(line[:600], (rule,))
    assert time.process_time() - started < 5     # generous: what is quadratic takes minutes


@pytest.mark.parametrize(("text", "line"), [
    ("# a comment\n\nshare\t分享\t分享\nbad\t(\t(", 4), ("only a name", 1), ("share\t分享", 1),
    ("share\t分享\t转发", 1),
])
def test_a_bad_rule_is_named_by_its_line(text: str, line: int) -> None:
    with pytest.raises(ValueError, match=f"line {line}"):
        parse_rules(text)


def test_the_rule_file_is_where_the_settings_look() -> None:
    assert Path(shipped("configs"), "chrome", "lines.txt").is_file()
    assert len(RULES) > 40
