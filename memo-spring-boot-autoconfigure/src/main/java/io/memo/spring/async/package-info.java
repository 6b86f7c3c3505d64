/**
 * Internal. Results that are not there when the method returns: how the types of Reactor, RxJava, Mutiny and others become what the engine
 * waits for, and what each caller gets. Takes a type, gives an {@link io.memo.engine.call.AsyncResults}.
 */
@NullMarked
package io.memo.spring.async;

import org.jspecify.annotations.NullMarked;
