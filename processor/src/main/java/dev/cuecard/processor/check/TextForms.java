package dev.cuecard.processor.check;

import javax.lang.model.type.TypeMirror;

/** What the writer asks of types. */
public interface TextForms {

    /** Returns how a value of a type becomes text; a checked template inserts only what has a text. */
    TextForm of(TypeMirror type);

    /** Returns whether a type is a number, primitive or not. */
    boolean isNumber(TypeMirror type);
}
