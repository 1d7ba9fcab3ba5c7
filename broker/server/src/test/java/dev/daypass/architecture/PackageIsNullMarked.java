package dev.daypass.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** Every package opens with its map and forbids null. */
final class PackageIsNullMarked extends ArchCondition<JavaClass> {
    PackageIsNullMarked() {
        super("live in a package with a package-info that says @NullMarked");
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
        boolean marked =
                item.getPackage().tryGetAnnotationOfType(NullMarked.class).isPresent();
        if (!marked) {
            events.add(SimpleConditionEvent.violated(item, item.getPackageName() + " is not @NullMarked"));
        }
    }
}
