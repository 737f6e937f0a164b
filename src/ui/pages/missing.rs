//! Where an address leads that names nothing.

use crate::core::route::Route;
use crate::ui::parts::use_title;
use crate::ui::view;
use leptos::prelude::*;

/// Says what is missing and where to go instead.
#[component]
pub(crate) fn Missing(
    /// What was not found, as a sentence without its full stop.
    #[prop(into)]
    what: String,
) -> impl IntoView {
    use_title("没有找到");
    view! {
        <div class="empty">
            <Icon name="place"/>
            <h1>"没有找到"</h1>
            <p class="quiet">{what}"。链接可能写错了，或者内容已经调整。您的学习记录不受影响。"</p>
            <div class="row wrap">
                <Link to=Route::Home class="button primary">"回到今日"</Link>
                <Link to=Route::Learn class="button">"看课程地图"</Link>
            </div>
        </div>
    }
}
