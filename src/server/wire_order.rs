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

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use tower_lsp::ExitedError;

    use super::*;

    /// A service whose handlers panic when they are called, or when they are polled.
    struct Panics;

    impl Service<Request> for Panics {
        type Response = Option<Response>;
        type Error = ExitedError;
        type Future = Pending<ExitedError>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ExitedError>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: Request) -> Self::Future {
            assert!(request.method() != "called", "at the call");
            Box::pin(async move {
                if request.method() == "later" {
                    tokio::task::yield_now().await;
                }
                panic!("at a poll")
            })
        }
    }

    #[tokio::test]
    async fn a_panic_answers_its_request_and_is_told() {
        let told = Arc::new(Mutex::new(Vec::new()));
        let on_panic: OnPanic = {
            let told = Arc::clone(&told);
            Arc::new(move |method, said| {
                let line = format!("{method}: {said}");
                told.lock().expect("no panic holds it").push(line);
            })
        };
        let mut service = WireOrder::new(Panics, on_panic);
        for method in ["called", "polled", "later"] {
            let request = Request::build(method).id(7).finish();
            let answer = service.call(request).await.expect("no exit");
            let answer = answer.expect("an answer to a request");
            assert_eq!((answer.id(), answer.is_error()), (&Id::Number(7), true));
            let notification = Request::build(method).finish();
            assert!(service.call(notification).await.expect("no exit").is_none());
        }
        let told = told.lock().expect("no panic holds it").join("\n");
        let twice = |line: &str| format!("{line}\n{line}");
        let expected = [
            "called: at the call",
            "polled: at a poll",
            "later: at a poll",
        ];
        assert_eq!(told, expected.map(twice).join("\n"));
    }
}
