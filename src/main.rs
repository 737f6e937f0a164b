//! Starts the application in the browser.

fn main() {
    biaoshuai::ui::start();
}
