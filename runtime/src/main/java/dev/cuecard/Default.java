package dev.cuecard;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Gives an input of a prompt the value that it has where a builder sets none. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Default {

    /**
     * The value as text: for a number, a boolean, a character or an enum constant, what Java source would say.
     *
     * @return the text
     */
    String value();
}
