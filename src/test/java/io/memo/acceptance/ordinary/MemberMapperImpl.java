package io.memo.acceptance.ordinary;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** As a generator writes it. */
@Component
class MemberMapperImpl implements MemberMapper {

    @Override
    @SuppressWarnings("NullAway")
    public MemberView toView(@Nullable Member member) {
        if (member == null) {
            return null;
        }
        String name = null;
        name = member.getName();
        MemberView memberView = new MemberView(name);
        return memberView;
    }
}
