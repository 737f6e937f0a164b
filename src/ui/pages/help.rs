//! How to use it, and how progress is counted.

use crate::core::progress::SOLID_DAYS;
use crate::core::route::Route;
use crate::ui::parts::use_title;
use crate::ui::view;
use leptos::prelude::*;

/// The help.
#[component]
pub(crate) fn Help() -> impl IntoView {
    use_title("使用说明");
    view! {
        <Link to=Route::Me class="crumb"><Icon name="back"/>"我"</Link>
        <header class="page-head"><h1>"使用说明"</h1></header>
        <div class="stack-l prose help">
            <section class="stack-s">
                <h2>"学什么"</h2>
                <p>"围绕一篇机关党的建设专题讲话：三个表率、一个模范，五个“作表率”任务，五对关系。讲话列出的“作表率”任务是五个（第 10 至 14 段），不是四个；它与“三个表率、一个模范”是两个不同的提法。"</p>
                <p>"提法、名称和列举项目与讲话一致，解释和题目为本程序自己的表述；标有“背景知识”的内容，讲话只提到名称。讲话原文不在程序里，请按“第几段、查找什么词”对照自己的文本学习。"</p>
            </section>
            <section class="stack-s">
                <h2>"掌握怎么算"</h2>
                <ul class="bullets">
                    <li><strong>"未学"</strong>"：没有答过，或题目已修订。"</li>
                    <li><strong>"生疏"</strong>"：最近一次没有全对，或者是猜对的。"</li>
                    <li><strong>"熟悉"</strong>"：最近一次答对。"</li>
                    <li><strong>"掌握"</strong>{format!("：在 {SOLID_DAYS} 个不同的学习日连续答对。学习日以凌晨 4 点为界。")}</li>
                </ul>
                <p>"百分比中，掌握的题算一整题，熟悉的题算半题。"</p>
            </section>
            <section class="stack-s">
                <h2>"什么时候再问"</h2>
                <p>"每道题按记忆规律（FSRS）算出下次该复习的日子：答错的明后天再问，越熟隔得越久。“今日一练”先复习到期的，再按课程顺序出新题，做完就是做完了。几周没来，到期的题会分摊到几天，不会一下子压过来。每天的数量在“我”里设。"</p>
                <p>"“模拟考试”限时作答，交卷前可以改，交卷后看成绩。卷号相同就是同一份卷子，几个人可以同考。"</p>
                <p>"没有全对的题自动进“错题本”，附上您当时的答案；在不同的日子连续答对后自动移出。"</p>
            </section>
            <section class="stack-s">
                <h2>"怎样给分"</h2>
                <ul class="bullets">
                    <li>"多选：全部选对得满分；少选但没有选错，按比例得分；选错不得分。"</li>
                    <li>"填空：全角半角、引号、空格和标点不影响判定；每空单独给分。"</li>
                    <li>"排序、连线、归类：每个放对的位置得一分。"</li>
                    <li>"默写：先写，再对照，由自己评定。"</li>
                </ul>
            </section>
            <section class="stack-s">
                <h2>"离线使用"</h2>
                <p>"页面上方出现“可离线使用”后，断网也能打开和答题。添加到主屏幕后，像普通应用一样打开："</p>
                <ul class="bullets">
                    <li>"安卓：浏览器菜单 →“添加到主屏幕”或“安装应用”。"</li>
                    <li>"苹果手机：在 Safari 中点“共享”→“添加到主屏幕”。"</li>
                    <li>"微信里：点右上角“⋯”，选择用浏览器打开。"</li>
                </ul>
            </section>
            <section class="stack-s">
                <h2>"我的原文"</h2>
                <p>"在“学习”页底部打开自己手里的讲话全文（粘贴，或 .txt、.docx 文件）。它只存在这台设备上；此后概念卡和解析旁都显示原文的那一段，也可以通读。"</p>
            </section>
            <section class="stack-s">
                <h2>"朗读"</h2>
                <p>"概念、题目和解析可以朗读，只用本机可离线的中文语音，文字不会发到网上。没有这样的语音时不显示；语速在“我”的设置里。"</p>
            </section>
            <section class="stack-s">
                <h2>"收藏与笔记"</h2>
                <p>"在概念卡上和解析里点“收藏”“记一笔”，此后都在“我”的“收藏与笔记”里找到。笔记边写边存，只在这台设备上。"</p>
            </section>
            <section class="stack-s">
                <h2>"键盘和翻页笔"</h2>
                <p>"答题时：A–H 或 1–8 选择，Enter 提交和下一题，→ 或 PageDown 看完解析后进入下一题，? 查看全部按键。"</p>
            </section>
        </div>
    }
}
