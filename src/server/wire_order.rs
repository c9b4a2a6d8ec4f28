//! The layer around the framework's service that keeps messages in the order of the wire, and panics in their place.
//!
//! The framework calls the service once for each message, in the order of the wire, but polls what it returns in any
//! order, and only so many at a time. So this layer polls each handler once, right when it is called: whatever a
//! handler does before it first has to wait (apply an edit, take note of the text that a request speaks of, cancel
//! another) is done in the order of the wire, however many requests are under way.
//!
//! A handler that panics answers its own request with an error, and nothing else is disturbed.

use std::any::Any;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use tower::Service;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

type Outcome<E> = Result<Option<Response>, E>;
type Pending<E> = Pin<Box<dyn Future<Output = Outcome<E>> + Send>>;

/// What is told of a panic: the method, and what the panic said.
pub type OnPanic = Arc<dyn Fn(&str, &str) + Send + Sync>;

/// See the module's head.
pub struct WireOrder<S> {
    inner: S,
    on_panic: OnPanic,
}

impl<S> WireOrder<S> {
    /// Puts the layer around a service.
    pub fn new(inner: S, on_panic: OnPanic) -> WireOrder<S> {
        WireOrder { inner, on_panic }
    }
}

impl<S> Service<Request> for WireOrder<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = Pending<S::Error>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let (id, method) = (request.id().cloned(), request.method().to_owned());
        let called = catch_unwind(AssertUnwindSafe(|| self.inner.call(request)));
        let on_panic = Arc::clone(&self.on_panic);
        let handler: Pending<S::Error> = match called {
            Ok(future) => Box::pin(future),
            Err(panic) => {
                on_panic(&method, &said(&*panic));
                return Box::pin(std::future::ready(Ok(failure(id))));
            }
        };
        let mut guarded = Box::pin(Guarded {
            handler,
            id,
            method,
            on_panic,
        });
        match guarded
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            Poll::Ready(outcome) => Box::pin(std::future::ready(outcome)),
            // The framework polls it again, with a waker of its own.
            Poll::Pending => guarded,
        }
    }
}

/// A handler whose panics answer its request.
struct Guarded<E> {
    handler: Pending<E>,
    id: Option<Id>,
    method: String,
    on_panic: OnPanic,
}

impl<E> Future for Guarded<E> {
    type Output = Outcome<E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Outcome<E>> {
        let handler = &mut self.handler;
        let polled = catch_unwind(AssertUnwindSafe(|| handler.as_mut().poll(context)));
        polled.unwrap_or_else(|panic| {
            (self.on_panic)(&self.method, &said(&*panic));
            Poll::Ready(Ok(failure(self.id.take())))
        })
    }
}

/// The answer to a request that could not be worked on; a notification has none.
fn failure(id: Option<Id>) -> Option<Response> {
    id.map(|id| Response::from_error(id, Error::internal_error()))
}

/// What a panic says.
pub fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("a panic without words").to_owned()
}
