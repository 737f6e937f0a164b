//! `view!`: the syntax of Leptos, made for a small program.
//!
//! Leptos' own macro gives every piece of a page a type of its own, and with it a copy of the code that builds, updates and
//! removes it: fast to update, but each piece adds about a kilobyte to what is downloaded. This one makes every element
//! the same type, `ui::dom::El`, which is data, and every view an `AnyView`. Components, signals and everything else
//! stay Leptos'.
//!
//! What it knows: elements, text, `{blocks}`, components; attributes with values or closures; `class:`, `style:`, `prop:`,
//! `on:` and `node_ref`. A closure written in place is followed; other values are taken as they are. Icons and links stand
//! everywhere, so they are elements and no components: `<Icon name=…/>` draws a symbol of the sprite in index.html, which is
//! decoration beside words; `<Link to=… class=… current=…>` is an ordinary link to a screen.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use rstml::node::{KeyedAttribute, Node, NodeAttribute, NodeBlock, NodeElement};
use rstml::{Infallible, Parser, ParserConfig};
use syn::spanned::Spanned;
use syn::{Expr, Ident, Stmt};

type Element = NodeElement<Infallible>;

/// Builds an `AnyView`.
#[proc_macro]
pub fn view(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let parser = Parser::new(ParserConfig::default());
    match parser.parse_simple(TokenStream::from(tokens)) {
        Ok(nodes) => root(&nodes).into(),
        Err(error) => error.into_compile_error().into(),
    }
}

/// One view, or several beside each other.
fn root(nodes: &[Node]) -> TokenStream {
    let nodes: Vec<&Node> = nodes.iter().filter(|node| !matches!(node, Node::Comment(_))).collect();
    match nodes[..] {
        [one] => any(one),
        _ => {
            let views = nodes.into_iter().map(any);
            quote! { crate::ui::dom::beside(::std::vec![#(#views),*]) }
        }
    }
}

/// A node as an `AnyView`.
fn any(node: &Node) -> TokenStream {
    match node {
        Node::Element(element) if is_component(element) => component(element),
        Node::Element(element) => {
            let made = make(element);
            quote! { crate::ui::dom::El::into_view({ #made }) }
        }
        Node::Fragment(fragment) => root(&fragment.children),
        Node::Text(text) => {
            let words = &text.value;
            quote! { crate::ui::dom::view(#words) }
        }
        Node::Block(block) => match closure(block) {
            Some(body) => quote! { crate::ui::dom::live(#body) },
            None => {
                let value = plain(block);
                quote_spanned! { block.span()=> crate::ui::dom::view(#value) }
            }
        },
        other => syn::Error::new(other.span(), "view! knows elements, text, blocks and components").to_compile_error(),
    }
}

/// An expression that makes an element with all that is in it: one text says what never changes, and one call for each
/// hole in it says what does. `ui/dom/template.rs` reads the text.
fn make(element: &Element) -> TokenStream {
    let mut template = Template::default();
    template.element(element);
    let Template { text, holes } = template;
    quote! {
        let mut element = crate::ui::dom::El::new(#text);
        #(#holes)*
        element
    }
}

/// Letters of a template; each is followed by its words, up to the next.
mod letter {
    pub(super) const OPEN: char = '\u{1}';
    pub(super) const CLOSE: char = '\u{2}';
    pub(super) const NAME: char = '\u{3}';
    pub(super) const VALUE: char = '\u{4}';
    pub(super) const TEXT: char = '\u{5}';
    pub(super) const HOLE: char = '\u{6}';
}

#[derive(Default)]
struct Template {
    text: String,
    holes: Vec<TokenStream>,
}

impl Template {
    fn write(&mut self, letter: char, words: &str) {
        self.text.push(letter);
        self.text.push_str(words);
    }

    fn hole(&mut self, words: &str, filled: TokenStream) {
        self.write(letter::HOLE, words);
        self.holes.push(filled);
    }

    fn element(&mut self, element: &Element) {
        match &*element.name().to_string() {
            "Icon" => return self.icon(element),
            "Link" => self.link(element),
            tag => {
                self.write(letter::OPEN, tag);
                for attribute in element.attributes() {
                    self.attribute(attribute);
                }
            }
        }
        for child in &element.children {
            match child {
                Node::Comment(_) => {}
                Node::Text(text) => self.write(letter::TEXT, &text.value_string()),
                Node::Element(inner) if !is_component(inner) => self.element(inner),
                Node::Block(block) => {
                    let filled = match closure(block) {
                        Some(body) => quote! { element.live(#body); },
                        None => {
                            let value = plain(block);
                            quote_spanned! { block.span()=> element.put(#value); }
                        }
                    };
                    self.hole("", filled);
                }
                other => {
                    let view = any(other);
                    self.hole("", quote! { element.put(#view); });
                }
            }
        }
        self.write(letter::CLOSE, "");
    }

    fn icon(&mut self, element: &Element) {
        self.write(letter::OPEN, "svg");
        self.fixed("class", "icon");
        self.fixed("aria-hidden", "true");
        self.write(letter::OPEN, "use");
        match value_of(element, "name") {
            Some(name) => match text_of(name) {
                Some(name) => self.fixed("href", &format!("#i-{name}")),
                None => self.hole("ahref", quote_spanned! { name.span()=> element.icon(#name); }),
            },
            None => self.wrong(element, "an icon has a name"),
        }
        self.write(letter::CLOSE, "");
        self.write(letter::CLOSE, "");
    }

    /// The element and what `El::link` fills.
    fn link(&mut self, element: &Element) {
        self.write(letter::OPEN, "a");
        for attribute in element.attributes() {
            match attribute {
                NodeAttribute::Attribute(keyed) if matches!(&*keyed.key.to_string(), "to" | "current") => {}
                NodeAttribute::Attribute(keyed) if keyed.key.to_string() == "class" => self.attribute(attribute),
                other => self.wrong(other, "a link has to, class and current"),
            }
        }
        let current = match value_of(element, "current") {
            Some(current) => quote! { ::std::option::Option::Some(#current) },
            None => quote! { ::std::option::Option::None },
        };
        match value_of(element, "to") {
            Some(to) => {
                self.write(letter::HOLE, "ahref");
                self.write(letter::HOLE, "aaria-current");
                self.hole("eclick", quote_spanned! { to.span()=> element.link(#to, #current); });
            }
            None => self.wrong(element, "a link leads somewhere"),
        }
    }

    fn wrong(&mut self, at: &impl Spanned, words: &str) {
        self.holes.push(syn::Error::new(at.span(), words).to_compile_error());
    }

    fn fixed(&mut self, name: &str, value: &str) {
        self.write(letter::NAME, name);
        self.write(letter::VALUE, value);
    }

    fn attribute(&mut self, attribute: &NodeAttribute) {
        let NodeAttribute::Attribute(keyed) = attribute else {
            return self.wrong(attribute, "view! knows no attributes in blocks");
        };
        let key = keyed.key.to_string();
        let (kind, name) = key.split_once(':').unwrap_or(("", &key));
        let Some(value) = keyed.value() else {
            self.fixed(&key, "");
            return;
        };
        match kind {
            "on" => {
                let (name, letter) = name.strip_suffix(":capture").map_or((name, 'e'), |name| (name, 'E'));
                let event = Ident::new(name, keyed.key.span());
                let filled = quote_spanned! { value.span()=> element.on(::leptos::ev::#event, #value); };
                self.hole(&format!("{letter}{name}"), filled);
            }
            "" if name == "node_ref" => self.hole("r", quote! { element.node_ref(#value); }),
            "" => match text_of(value) {
                Some(words) => self.fixed(name, &words),
                None => self.hole(&format!("a{name}"), with_value(value)),
            },
            "class" | "style" | "prop" => self.hole(&format!("{}{name}", &kind[..1]), with_value(value)),
            _ => self.wrong(&keyed.key, "view! knows class:, style:, prop: and on:"),
        }
    }
}

fn with_value(value: &Expr) -> TokenStream {
    match body(value) {
        Some(closure) => quote_spanned! { value.span()=> element.follow(#closure); },
        None => quote_spanned! { value.span()=> element.give(#value); },
    }
}

/// A component is called by Leptos; what stands inside it is made here.
fn component(element: &Element) -> TokenStream {
    let name = element.name();
    let attributes = element.attributes().iter().map(|attribute| match attribute {
        NodeAttribute::Attribute(KeyedAttribute { key, .. }) => {
            let NodeAttribute::Attribute(keyed) = attribute else { return TokenStream::new() };
            match keyed.value() {
                Some(value) => quote! { #key={#value} },
                None => quote! { #key },
            }
        }
        NodeAttribute::Block(block) => quote! { #block },
    });
    let called = if element.children.is_empty() {
        quote! { <#name #(#attributes)* /> }
    } else {
        let inside = root(&element.children);
        quote! { <#name #(#attributes)*>{#inside}</#name> }
    };
    quote! { crate::ui::dom::view(::leptos::prelude::view! { #called }) }
}

fn is_component(element: &Element) -> bool {
    let name = element.name().to_string();
    let last = name.rsplit("::").next().unwrap_or_default();
    last.starts_with(char::is_uppercase) && !matches!(last, "Icon" | "Link")
}

/// The value of an attribute.
fn value_of<'a>(element: &'a Element, name: &str) -> Option<&'a Expr> {
    element.attributes().iter().find_map(|attribute| match attribute {
        NodeAttribute::Attribute(keyed) if keyed.key.to_string() == name => keyed.value(),
        _ => None,
    })
}

fn text_of(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(literal) => match &literal.lit {
            syn::Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// A block, without its braces where it holds nothing but an expression.
fn plain(block: &NodeBlock) -> TokenStream {
    match block.try_block().map(|block| &*block.stmts) {
        Some([Stmt::Expr(expression, None)]) => quote! { #expression },
        _ => quote! { #block },
    }
}

/// The closure that a block consists of.
fn closure(block: &NodeBlock) -> Option<TokenStream> {
    match &*block.try_block()?.stmts {
        [Stmt::Expr(expression, None)] => body(expression),
        _ => None,
    }
}

/// A closure without arguments, whose value is turned into what is drawn or set.
fn body(expression: &Expr) -> Option<TokenStream> {
    match expression {
        Expr::Closure(closure) if closure.inputs.is_empty() => Some(quote! { #closure }),
        _ => None,
    }
}
