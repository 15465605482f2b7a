package dev.cuecard.processor.source;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;

/**
 * Gradle and IntelliJ hand processors an environment that wraps javac's, which javac's own API does not take. What they
 * wrap is read from their fields, and from IntelliJ's proxy by the method that it offers for this.
 */
final class Unwrapping {

    private static final int DEEPEST = 8;

    private Unwrapping() {}

    /** Returns the environment and what it wraps, outermost first. */
    static List<ProcessingEnvironment> candidates(ProcessingEnvironment environment) {
        List<ProcessingEnvironment> found = new ArrayList<>(List.of(environment));
        for (int i = 0; i < found.size() && i < DEEPEST; i++) {
            addWrapped(found.get(i), found);
        }
        return found;
    }

    private static void addWrapped(ProcessingEnvironment wrapper, List<ProcessingEnvironment> found) {
        try {
            Class<?> wrappers = wrapper.getClass().getClassLoader() == null
                    ? null
                    : wrapper.getClass().getClassLoader().loadClass("org.jetbrains.jps.javac.APIWrappers");
            if (wrappers != null
                    && wrappers.getDeclaredMethod("unwrap", Class.class, Object.class)
                                    .invoke(null, ProcessingEnvironment.class, wrapper)
                            instanceof ProcessingEnvironment inner
                    && !found.contains(inner)) {
                found.add(inner);
            }
        } catch (ReflectiveOperationException | RuntimeException notIntelliJ) {
            addFields(wrapper, found);
            return;
        }
        addFields(wrapper, found);
    }

    private static void addFields(ProcessingEnvironment wrapper, List<ProcessingEnvironment> found) {
        for (Class<?> type = wrapper.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (ProcessingEnvironment.class.isAssignableFrom(field.getType())
                        && !Modifier.isStatic(field.getModifiers())) {
                    addField(field, wrapper, found);
                }
            }
        }
    }

    private static void addField(Field field, ProcessingEnvironment wrapper, List<ProcessingEnvironment> found) {
        try {
            field.setAccessible(true);
            if (field.get(wrapper) instanceof ProcessingEnvironment inner && !found.contains(inner)) {
                found.add(inner);
            }
        } catch (IllegalAccessException | InaccessibleObjectException closed) {
            // A module that does not open itself keeps its secret; places are then told in the message's text.
            return;
        }
    }
}
