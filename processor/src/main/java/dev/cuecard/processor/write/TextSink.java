package dev.cuecard.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterSpec;
import dev.cuecard.processor.check.Piece;

/** Where the statements of a template put its text: a string builder, or a transcript that knows of messages too. */
interface TextSink {

    /** Returns a statement that adds words of the template. */
    CodeBlock words(String text);

    /** Returns a statement that adds a text; {@code isString} says whether it is one, or a value that appends as one. */
    CodeBlock value(CodeBlock text, boolean isString);

    /** Returns a statement for what is no text: the beginning of a message, messages, an image. */
    CodeBlock part(Piece piece);

    /** Returns the sink itself as a parameter. */
    ParameterSpec parameter();
}
