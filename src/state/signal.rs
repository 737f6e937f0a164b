//! Leptos's signals, compiled once.
//!
//! Each of Leptos's generic handles brings its lookups, locks and subscriptions again for every type that is kept in it,
//! which was a tenth of the program. These handles have the same names and methods, and keep every value in the same
//! kind of box: only the way into the box depends on the type. Each derefers to one signal of Leptos, whose graph of
//! dependencies does the work.
//!
//! Reading a value after its screen has gone is a mistake of the program and ends it, as with Leptos's own; the methods
//! that begin with `try_` are for timers and the like, which may come too late.

use leptos::prelude::{
    self as base, GetValue, Set, Track, Update, UpdateUntracked, UpdateValue, WithUntracked, WithValue,
};
use send_wrapper::SendWrapper;
use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

/// A value of any type. All of it is used on the one thread of the page.
type Kept = SendWrapper<Box<dyn Any>>;

/// What a derived value is computed by.
type Derive = Arc<dyn Fn() -> Kept + Send + Sync>;

fn keep<T: 'static>(value: T) -> Kept {
    SendWrapper::new(Box::new(value))
}

/// What is in the box. One copy for each type, called from wherever such a value is read.
#[inline(never)]
fn value<T: 'static>(kept: &dyn Any) -> Option<&T> {
    kept.downcast_ref()
}

#[inline(never)]
fn value_mut<T: 'static>(kept: &mut dyn Any) -> Option<&mut T> {
    kept.downcast_mut()
}

/// Where a value is read.
#[derive(Clone, Copy)]
enum Source {
    Written(base::RwSignal<Kept>),
    Remembered(base::Memo<Kept>),
    Derived(base::StoredValue<Derive>),
}

impl Source {
    /// Shows the value to `look`; does not when its owner is gone.
    fn show(self, tracked: bool, look: &mut dyn FnMut(&dyn Any)) {
        match self {
            Self::Written(signal) => {
                if tracked {
                    signal.track();
                }
                signal.try_with_untracked(|kept| look(&***kept));
            }
            Self::Remembered(memo) => {
                if tracked {
                    memo.track();
                }
                memo.try_with_untracked(|kept| look(&***kept));
            }
            Self::Derived(derive) => {
                let Some(derive) = derive.try_get_value() else { return };
                let kept = if tracked { derive() } else { base::untrack(|| derive()) };
                look(&**kept);
            }
        }
    }

    fn look<T: 'static, R>(self, tracked: bool, look: impl FnOnce(&T) -> R) -> Option<R> {
        let (mut look, mut seen) = (Some(look), None);
        self.show(tracked, &mut |kept| {
            if let (Some(look), Some(value)) = (look.take(), value(kept)) {
                seen = Some(look(value));
            }
        });
        seen
    }
}

/// The value was read after its owner had gone.
#[cold]
#[expect(clippy::panic, reason = "a mistake of the program")]
fn gone() -> ! {
    panic!("a value was read after its screen had gone")
}

/// What every handle can do that has a value to read.
macro_rules! readable {
    ($handle:ident) => {
        impl<T> Clone for $handle<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $handle<T> {}

        impl<T: 'static> $handle<T> {
            /// Reads it; whoever runs now runs again when it changes.
            #[track_caller]
            pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
                self.source().look(true, look).unwrap_or_else(|| gone())
            }

            /// Reads it.
            #[track_caller]
            pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
                self.try_with_untracked(look).unwrap_or_else(|| gone())
            }

            /// Reads it, if it is still there.
            pub fn try_with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> Option<R> {
                self.source().look(false, look)
            }

            /// A copy; whoever runs now runs again when it changes.
            #[must_use]
            pub fn get(self) -> T
            where
                T: Clone,
            {
                self.with(T::clone)
            }

            /// A copy.
            #[must_use]
            pub fn get_untracked(self) -> T
            where
                T: Clone,
            {
                self.with_untracked(T::clone)
            }
        }
    };
}

/// A value that is read and written.
pub struct RwSignal<T> {
    inner: base::RwSignal<Kept>,
    of: PhantomData<fn() -> T>,
}
readable!(RwSignal);

impl<T: 'static> RwSignal<T> {
    /// With this value to begin with.
    pub fn new(value: T) -> Self {
        Self { inner: base::RwSignal::new(keep(value)), of: PhantomData }
    }

    fn source(self) -> Source {
        Source::Written(self.inner)
    }

    /// Writes it, and has everybody run that read it. Nothing happens when its screen has gone.
    pub fn set(self, value: T) {
        put(self.inner, keep(value));
    }

    /// Changes it, and has everybody run that read it.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        let mut change = Some(change);
        edit(self.inner, &mut |kept| {
            if let (Some(change), Some(value)) = (change.take(), value_mut(kept)) {
                change(value);
            }
        });
    }

    /// Changes it in a way that nobody who read it need know of.
    pub fn update_untracked<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let (mut change, mut said) = (Some(change), None);
        self.inner.try_update_untracked(|kept| {
            if let (Some(change), Some(value)) = (change.take(), value_mut(&mut ***kept)) {
                said = Some(change(value));
            }
        });
        said
    }

    /// Has whoever runs now run again when it changes.
    pub fn track(self) {
        self.inner.track();
    }
}

fn put(signal: base::RwSignal<Kept>, value: Kept) {
    drop(signal.try_set(value));
}

fn edit(signal: base::RwSignal<Kept>, change: &mut dyn FnMut(&mut dyn Any)) {
    signal.update(|kept| change(&mut ***kept));
}

/// A value computed from others, again whenever one of those changes; who reads it runs again only when it is another.
pub struct Memo<T> {
    inner: base::Memo<Kept>,
    of: PhantomData<fn() -> T>,
}
readable!(Memo);

impl<T: PartialEq + 'static> Memo<T> {
    /// Computed by `compute`, which is given the value it had before.
    pub fn new(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let compute = move |old: Option<&Kept>| keep(compute(old.and_then(|kept| kept.downcast_ref())));
        Self { inner: memo(Box::new(compute), differ::<T>), of: PhantomData }
    }
}

impl<T> Memo<T> {
    fn source(self) -> Source {
        Source::Remembered(self.inner)
    }
}

/// Computes a value from the one before.
type Compute = Box<dyn Fn(Option<&Kept>) -> Kept + Send + Sync>;

fn memo(compute: Compute, differ: fn(Option<&Kept>, Option<&Kept>) -> bool) -> base::Memo<Kept> {
    base::Memo::new_with_compare(compute, differ)
}

fn differ<T: PartialEq + 'static>(old: Option<&Kept>, new: Option<&Kept>) -> bool {
    old.and_then(|kept| kept.downcast_ref::<T>()) != new.and_then(|kept| kept.downcast_ref::<T>())
}

/// A value that is only read, wherever it comes from.
pub struct Signal<T> {
    source: Source,
    of: PhantomData<fn() -> T>,
}
readable!(Signal);

impl<T: 'static> Signal<T> {
    /// Computed anew at every reading.
    pub fn derive(derive: impl Fn() -> T + Send + Sync + 'static) -> Self {
        let derive: Derive = Arc::new(move || keep(derive()));
        Self { source: Source::Derived(base::StoredValue::new(derive)), of: PhantomData }
    }

    fn source(self) -> Source {
        self.source
    }
}

impl<T: 'static> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self { source: signal.source(), of: PhantomData }
    }
}

impl<T> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self { source: memo.source(), of: PhantomData }
    }
}

/// A value that a screen keeps for itself; nobody runs when it changes.
pub struct StoredValue<T> {
    inner: base::StoredValue<Kept>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for StoredValue<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for StoredValue<T> {}

impl<T: 'static> StoredValue<T> {
    /// With this value to begin with.
    pub fn new(value: T) -> Self {
        Self { inner: base::StoredValue::new(keep(value)), of: PhantomData }
    }

    /// Reads it.
    pub fn with_value<R>(self, look: impl FnOnce(&T) -> R) -> R {
        self.try_with_value(look).unwrap_or_else(|| gone())
    }

    /// Reads it, if it is still there.
    pub fn try_with_value<R>(self, look: impl FnOnce(&T) -> R) -> Option<R> {
        let (mut look, mut seen) = (Some(look), None);
        show(self.inner, &mut |kept| {
            if let (Some(look), Some(value)) = (look.take(), value(kept)) {
                seen = Some(look(value));
            }
        });
        seen
    }

    /// A copy.
    #[must_use]
    pub fn get_value(self) -> T
    where
        T: Clone,
    {
        self.with_value(T::clone)
    }

    /// Writes it, if it is still there.
    pub fn set_value(self, value: T) {
        self.try_update_value(|kept| *kept = value);
    }

    /// Changes it, if it is still there.
    pub fn update_value(self, change: impl FnOnce(&mut T)) {
        self.try_update_value(change);
    }

    /// Changes it, if it is still there, and tells what `change` says.
    pub fn try_update_value<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let (mut change, mut said) = (Some(change), None);
        revise(self.inner, &mut |kept| {
            if let (Some(change), Some(value)) = (change.take(), value_mut(kept)) {
                said = Some(change(value));
            }
        });
        said
    }

    /// Gives it up before its screen goes.
    pub fn dispose(self) {
        base::Dispose::dispose(self.inner);
    }
}

fn show(stored: base::StoredValue<Kept>, look: &mut dyn FnMut(&dyn Any)) {
    stored.try_with_value(|kept| look(&***kept));
}

fn revise(stored: base::StoredValue<Kept>, change: &mut dyn FnMut(&mut dyn Any)) {
    stored.try_update_value(|kept| change(&mut ***kept));
}

/// Something that is done again whenever a value changes that it reads.
#[derive(Clone, Copy, Debug)]
pub struct Effect;

impl Effect {
    /// Does it soon, and again after every change. It is given what it told the last time.
    #[expect(clippy::new_ret_no_self, reason = "named as Leptos names it")]
    pub fn new<T: 'static>(mut run: impl FnMut(Option<T>) -> T + 'static) {
        let mut told = None;
        again(Box::new(move || told = Some(run(told.take()))));
    }
}

fn again(mut run: Box<dyn FnMut()>) {
    base::Effect::new(move |_: Option<()>| run());
}
