package io.memo.spring.report;

import io.memo.InvalidMemoizeException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong with a memoized method and what to write instead, without a stack trace. */
final class InvalidMemoizeFailureAnalyzer extends AbstractFailureAnalyzer<InvalidMemoizeException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidMemoizeException cause) {
        return new FailureAnalysis(cause.problem(), cause.remedy(), cause);
    }
}
