package dev.cuecard.processor.read;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;

/** What a placeholder may begin with: an input or a default method. */
public sealed interface Property permits Input, Computed {

    /** Returns its name in templates. */
    String name();

    /** Returns the method that gives its value. */
    ExecutableElement method();

    /** Returns the method's type, type arguments of the interface put in. */
    TypeMirror type();

    /** Returns whether the value may be null. */
    boolean isNullable();
}
