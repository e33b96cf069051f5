"""The words by which a clause says what a figure means: up or down, against what, which money, planned, what stage.

To teach the grammar a word, put it in its list. Rules: N10 (direction), N11 (base), M4 (money), D6 (plan), D7 (stage).
"""

from pipeline.text.zh.words import words

UP = words("""
增长 增加 升幅 增至 增到 增幅 增速 增 上升 升至 升到 升高 提高 提升 上涨 涨幅 涨至 上浮 上调 扩大 扩至 攀升 回升
反弹 高出 超出 多出 新增 净增 增多 涨 扩张 加快 成长 大增 激增 猛增 增持 增资 增收 攀升至 提至 调高 调增 走高 收涨
正增长 高于 跃升 飙升 拉升
""")
DOWN = words("""
下降 减少 降低 降至 降到 降幅 回落 下滑 下跌 跌幅 跌至 跌破 缩减 压减 收窄 负增长 缩小 减至 下调 下行 萎缩 减持
压缩 调减 降 减 跌 低于 走低 收跌 放缓 放慢 减慢 收缩 减弱 减免 削减 精简 缩短 减亏 下探 降本 锐减 骤降 缩水 缩至
下浮 直降 少增 多减
""")
BASES = {
    "year-on-year": words("""
同比 按年 比上年同期 较上年同期 比去年同期 较去年同期 去年同期相比 上年同期相比 与去年同期 和去年同期
同期相比 比上年同月
"""),
    "sequential": words("环比 按季 按月 比上月 较上月 比上个月 较上个月 比上季度 较上季度 比上季 较上期 比上期"),
    "average-annual": words("年均 年平均 复合增长率 年复合"),
    "from-previous-year": words("比上年 较上年 比去年 较去年 比上一年 较上一年 比前一年 较前一年"),
}
STAGES = {
    "under-discussion": words("洽谈 在谈 商谈 谋划"),
    "signed": words("签约 签订 签署 签下"),
    "to-locate": words("落户 落地"),
    "broke-ground": words("开工 奠基 动工 破土 启动建设"),
    "under-construction": words("在建 建设中 正在建设 加紧建设 正建设 续建"),
    "completed": words("竣工 建成 落成 完工"),
    "trial-production": words("试生产 试产 试运行 试运营"),
    "in-production": words("投产 投入生产 投入使用 投入运营 投用 投运 量产"),
    "full-capacity": words("达产 满产 达效"),
}
MONEY_KINDS = words("""
总投资 签约金额 协议投资 协议金额 合同外资 合同利用外资 实际使用外资 实际利用外资 实际到账外资 到账外资 实际外资
注册资本 注册资金 到位资金 资金到位 到位内资 总产值 产值 营收 营业收入 销售收入 主营业务收入 增加值 税收 纳税
利税 利润 净利润 固定资产投资 生产总值 财政收入 预算收入 销售额 交易额 成交额 融资 贷款余额 存款余额 估值 市值
出口额 进口额 进出口总额 进出口总值 投资额 完成投资 投资总额 合同金额 合同额 中标金额 补贴 奖励 研发投入 研发经费
外资 投资
""")
# 将 alone also takes an object (将产品销往), so it is listed with what it tells of the future.
PLANS = words("""
力争 计划 预计 预期 有望 规划 目标 争取到 争取在 争取实现 争取于 确保 拟 即将 还将 也将 仍将 均将 都将 必将 或将
预将 料将 便将 并将 将于 将在 将达 将有 将会 将超 将突破 将实现 将建 将新 将投 将形 将带 将成 将使 将为 将从 将增
将提 将下 将减 将安 将继 将推 将累 将再 将打 将培 将完 将容 将支 将引 将按 将开 将全 将进 将把 将对 将由 将覆
将满 将拥 将获 将举 将迎 将年 将可 将产 将每 将总 将正 将吸 将斥 将落 将力 将保 将加 将以 将逐 将陆 将分 将创
将向 将收 将用 将启 将扩 将接 将降 将缩 将升 将涨 将派 将招 将聘 将购 将采 将出 将设 预测 预估 打算 瞄准 设想
筹建 筹划 待建 建成后 投产后 达产后 全部达产
""")
# These plan what they name (计划投资20亿元) and nothing that follows in another clause.
PLANNED_THINGS = words("计划投资 计划总投资 规划面积 规划用地 规划总面积 规划占地 设计产能 设计年产能")
# These begin with a word for a plan, or hold one, and tell none.
NOT_PLANS = words("""
将军 大将 将士 麻将 将近 虚拟 模拟 计划生育 五年计划 五年规划 行动计划 规划局 规划院 规划馆 城市规划 规划纲要
《规划 《计划 规划》 计划》 ”规划 ”计划 」计划 减持计划 目标任务 目标价 起降 升降 涨跌 增减 加减 减产 减税 减排
减碳 将其 并将其 将他 在确保 已确保 年均值
低于预期 高于预期 好于预期 超预期 超出预期 符合预期 不及预期 减灾 增值 增量 增强 落地签 洽谈会 洽谈区 降费
""")
# A clause with one of these goes on from a plan to what is so already.
DONE = words("""
已 已经 现已 目前 截至 累计 了 去年 同比 此前 现有 过去 今年前 前三季度 上半年 一季度 曾 其中 实现了 达到了 年来
以来
""")
# What follows 计划, 规划 and 目标 where they are verbs or name a target: what is planned.
AFTER_PLAN_VERB = words("""
投资 总投资 用地 面积 总用地 总面积 建 新 在 于 到 至 用 将 年 未来 今 明 后 再 把 从 分 对 通过 每 以每 全 总
安排 完成 实现 引进 引入 投入 投放 投产 开工 竣工 扩 增 提 培育 打造 形成 达 招 采购 购 出资 融资 募 发行 实施 推
开 生产 占地 利用 使用 拨 筹 减 削 裁 收购 出售 设 成立 派 启动 改造 斥资 以 是 为 ： 定 上市 的是 0 1 2 3 4 5 6
7 8 9
""")
# What a figure became (由5%降至3%): the figure before these has no direction of its own.
CHANGED = words("""
降至 降到 升至 升到 增至 增到 增加到 增加至 增长到 增长至 提高到 提高至 提升到 提升至 下降到 下降至 减少到 减少至
减至 扩大到 扩大至 上升到 上升至 上调至 下调至 缩短到 缩短至 缩减至 回落至 回升至 上涨至 上涨到 涨到 涨至 跌至
跌到 放缓至 加快至 降低到 降低至 压缩到 压缩至 下跌至 下滑至 攀升至
""")
# Around 计划 where it is a noun: 培育计划, 计划的.
AFTER_PLAN_NOUN = words("""
的 ， 。 、 ； ： 》 ” 」 ） ) , 中 下 书 和 与 及 等 已 了 是 生育 经济 单列 外 内 表 指标 方案 管理 部门 委 后 之
有 也 还 曾 案 进 得 获 未 将 名 期 顺 落 安排 实施
""")
BEFORE_PLAN_NOUN = words("""
行动 五年 发展 培育 生产 工作 扶持 支持 人才 教育 专项 实施 纳入 本 该 此 这 一 “ 《 》 ” 年度 融资 减持 增持 回购 激励
股权 持股 重组 合作 援助 改造 提升 振兴 培训 建设 推进 攻坚 招生 采购 用地 供地 开发 制定 公布 宣布 发布 出台 按 按照
的 项 个 种 份 预算 财政 退休 导弹 核 太空 月球 火星 千人 万人 百人 星火 火炬 启动 推出 完成 执行 调整 根据 依 原 新
各 大 收购
""")
