package io.memo.spring.autoconfigure.condition;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Decides about {@link ConditionalOnSetting}. */
final class OnSettingCondition extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Binder binder = Binder.get(context.getEnvironment());
        for (AnnotationAttributes setting : metadata.getMergedRepeatableAnnotationAttributes(
                ConditionalOnSetting.class, ConditionalOnSetting.All.class, false)) {
            String name = setting.getString("value");
            boolean value = binder.bind(name, Boolean.class).orElse(setting.getBoolean("unset"));
            if (value != setting.getBoolean("is")) {
                return ConditionOutcome.noMatch(ConditionMessage.forCondition(ConditionalOnSetting.class)
                        .because(name + " is " + value));
            }
        }
        return ConditionOutcome.match();
    }
}
