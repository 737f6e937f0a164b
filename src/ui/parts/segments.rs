//! A row of alternatives of which one is chosen.

use leptos::prelude::*;

/// A radio group drawn as buttons; arrow keys move the choice, as in every radio group.
#[component]
pub(crate) fn Segments<T: Copy + PartialEq + Send + Sync + 'static>(
    /// Label of the group.
    label: &'static str,
    /// The alternatives with their words.
    options: Vec<(T, String)>,
    /// What is chosen.
    #[prop(into)]
    value: Signal<Option<T>>,
    /// Called with what was chosen.
    on_choose: Callback<T>,
) -> impl IntoView {
    let values: StoredValue<Vec<T>> = StoredValue::new(options.iter().map(|option| option.0).collect());
    let group = NodeRef::<leptos::html::Div>::new();
    let step = move |event: leptos::ev::KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => 1,
            "ArrowLeft" | "ArrowUp" => values.with_value(Vec::len) - 1,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        values.with_value(|values| {
            let at = value.get_untracked().and_then(|value| values.iter().position(|other| *other == value)).unwrap_or(0);
            let next = (at + by) % values.len();
            on_choose.run(values[next]);
            focus_child(group, next);
        });
    };
    let buttons = options.into_iter().enumerate().map(|(place, (option, words))| {
        let chosen = move || value.get() == Some(option);
        let tab = move || if chosen() || (value.get().is_none() && place == 0) { "0" } else { "-1" };
        view! {
            <button type="button" class="segment" role="radio" tabindex=tab
                aria-checked=move || if chosen() { "true" } else { "false" } on:click=move |_| on_choose.run(option)>
                {words}
            </button>
        }
    });
    view! { <div class="segments" role="radiogroup" aria-label=label node_ref=group on:keydown=step>{buttons.collect_view()}</div> }
}

fn focus_child(group: NodeRef<leptos::html::Div>, place: usize) {
    use wasm_bindgen::JsCast;
    let child = group.get_untracked().and_then(|group| group.children().item(u32::try_from(place).unwrap_or(0)));
    if let Some(button) = child.and_then(|child| child.dyn_into::<web_sys::HtmlElement>().ok()) {
        // A button on screen takes the focus.
        let _ = button.focus();
    }
}
