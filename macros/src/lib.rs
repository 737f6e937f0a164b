//! `view!`: the syntax of Leptos, made for a small program.
//!
//! Leptos' own macro gives every piece of a page a type of its own, and with it a copy of the code that builds, updates and
//! removes it: fast to update, but each piece adds about a kilobyte to what is downloaded. This one makes every element
//! the same type, `ui::dom::El`, which is data, and every view an `AnyView`. Components, signals and everything else
//! stay Leptos'.
//!
//! What it knows: elements, text, `{blocks}`, components; attributes with values or closures; `class:`, `style:`, `prop:`,
//! `on:` and `node_ref`. A closure written in place is followed; other values are taken as they are.

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

/// An expression that makes the element.
fn make(element: &Element) -> TokenStream {
    let tag = element.name().to_string();
    let attributes = element.attributes().iter().map(attribute);
    let children = element.children.iter().map(|child| match child {
        Node::Comment(_) => TokenStream::new(),
        Node::Text(text) => {
            let words = &text.value;
            quote! { element.text(#words); }
        }
        Node::Element(inner) if !is_component(inner) => {
            let made = make(inner);
            quote! { element.element({ #made }); }
        }
        other => {
            let view = any(other);
            quote! { element.child(#view); }
        }
    });
    quote! {
        let mut element = crate::ui::dom::El::new(#tag);
        #(#attributes)*
        #(#children)*
        element
    }
}

fn attribute(attribute: &NodeAttribute) -> TokenStream {
    let NodeAttribute::Attribute(keyed) = attribute else {
        return syn::Error::new(attribute.span(), "view! knows no attributes in blocks").to_compile_error();
    };
    let key = keyed.key.to_string();
    let (kind, name) = key.split_once(':').unwrap_or(("", &key));
    let Some(value) = keyed.value() else {
        return quote! { element.set(#key, ""); };
    };
    match kind {
        "on" => {
            let (name, capture) = name.strip_suffix(":capture").map_or((name, false), |name| (name, true));
            let event = Ident::new(name, keyed.key.span());
            quote_spanned! { value.span()=> element.on(::leptos::ev::#event, #capture, #value); }
        }
        "" if name == "node_ref" => quote! { element.node_ref(#value); },
        "" if is_text(value) => quote! { element.set(#name, #value); },
        "" => with_value(quote! { Attr }, name, value),
        "class" => with_value(quote! { Class }, name, value),
        "style" => with_value(quote! { Style }, name, value),
        "prop" => with_value(quote! { Prop }, name, value),
        _ => syn::Error::new(keyed.key.span(), "view! knows class:, style:, prop: and on:").to_compile_error(),
    }
}

fn with_value(kind: TokenStream, name: &str, value: &Expr) -> TokenStream {
    match body(value) {
        Some(closure) => {
            quote_spanned! { value.span()=> element.follow(crate::ui::dom::Kind::#kind, #name, #closure); }
        }
        None => quote_spanned! { value.span()=> element.give(crate::ui::dom::Kind::#kind, #name, #value); },
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
    element.name().to_string().rsplit("::").next().is_some_and(|last| last.starts_with(char::is_uppercase))
}

fn is_text(value: &Expr) -> bool {
    matches!(value, Expr::Lit(literal) if matches!(literal.lit, syn::Lit::Str(_)))
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
