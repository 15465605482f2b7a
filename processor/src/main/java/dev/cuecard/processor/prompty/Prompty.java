package dev.cuecard.processor.prompty;

import java.util.List;
import java.util.Optional;

/**
 * What a {@code .prompty} file says, whichever generation of the format it is written in. What is faulty in it is left
 * out; offsets are those of the file's text.
 *
 * @param name the prompt's name, empty if it has none
 * @param description what it is for, empty if that is not said
 * @param body the template: what follows the front matter, without the blank lines around it
 * @param bodyOffset where the body begins: each of its characters stands as far from there as from the body's beginning
 * @param model which model is asked, and how
 * @param declaresInputs whether the file says what its inputs are; if not, they are what the template names
 * @param inputsOffset where it says so, 0 if it does not
 * @param inputs its inputs in order
 * @param sampled names that only samples of the first generation have: inputs that may be, none that must be
 * @param format which syntax the template is in
 * @param tools the tools as they are written
 * @param outputs the answer's properties as they are written
 * @param metadata what else the author notes
 * @param faults what is wrong, in the order of the file
 */
public record Prompty(
        String name,
        String description,
        String body,
        int bodyOffset,
        Optional<PromptyModel> model,
        boolean declaresInputs,
        int inputsOffset,
        List<PromptyInput> inputs,
        List<PromptyInput> sampled,
        PromptyFormat format,
        Optional<YamlValue> tools,
        Optional<YamlValue> outputs,
        Optional<YamlValue> metadata,
        List<PromptyFault> faults) {

    public Prompty {
        inputs = List.copyOf(inputs);
        sampled = List.copyOf(sampled);
        faults = List.copyOf(faults);
    }
}
