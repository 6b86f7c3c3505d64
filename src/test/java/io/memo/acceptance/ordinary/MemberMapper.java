package io.memo.acceptance.ordinary;

import io.memo.Memoize;

/** What a mapper generator is given; {@link LoanMapper} uses it. */
interface MemberMapper {

    record MemberView(String name) {}

    @Memoize
    MemberView toView(Member member);
}
