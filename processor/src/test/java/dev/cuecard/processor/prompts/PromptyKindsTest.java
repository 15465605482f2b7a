package dev.cuecard.processor.prompts;

import static dev.cuecard.processor.kit.Problem.error;
import static dev.cuecard.processor.kit.Problems.assertProblems;
import static dev.cuecard.processor.kit.Problems.assertQuiet;
import static dev.cuecard.processor.prompts.PromptyFile.project;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Problem;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which kinds of inputs fit which types, and what a file's defaults become. */
class PromptyKindsTest {

    private static final List<String> TYPES = List.of(
            "String",
            "CharSequence",
            "char",
            "Tone",
            "int",
            "Long",
            "BigInteger",
            "OptionalInt",
            "double",
            "Float",
            "BigDecimal",
            "Number",
            "boolean",
            "Optional<Boolean>",
            "List<String>",
            "Set<Integer>",
            "String[]",
            "List<Message>",
            "Message",
            "Map<String, Integer>",
            "Point",
            "Image",
            "Optional<String>",
            "java.time.LocalDate");

    private static final Map<String, List<String>> FITTING = new TreeMap<>(Map.of(
            "string", List.of("String", "CharSequence", "char", "Tone", "Optional<String>"),
            "integer", List.of("int", "Long", "BigInteger", "OptionalInt"),
            "float", List.of("int", "Long", "BigInteger", "OptionalInt", "double", "Float", "BigDecimal", "Number"),
            "number", List.of("int", "Long", "BigInteger", "OptionalInt", "double", "Float", "BigDecimal", "Number"),
            "boolean", List.of("boolean", "Optional<Boolean>"),
            "array", List.of("List<String>", "Set<Integer>", "String[]", "List<Message>"),
            "object", List.of("Map<String, Integer>", "Point"),
            "thread", List.of("List<Message>"),
            "image", List.of("Image")));

    private static final String MORE = "\nenum Tone { CALM, WARM }\nrecord Point(int x, int y) {}\n";

    @OnEveryCompiler
    void each_kind_fits_its_types_and_no_others(TestedCompiler compiler) {
        for (Map.Entry<String, List<String>> kind : FITTING.entrySet()) {
            StringBuilder file = new StringBuilder("---\nmodel: gpt-4o\ninputs:\n");
            StringBuilder members = new StringBuilder();
            List<Problem> problems = new ArrayList<>();
            for (int i = 0; i < TYPES.size(); i++) {
                String type = TYPES.get(i);
                boolean fits = kind.getValue().contains(type);
                file.append("  i" + i + ": {kind: " + (fits ? "" : "‸") + kind.getKey() + "}\n");
                members.append(type + " i" + i + "();\n");
                if (!fits) {
                    problems.add(error("prompty").naming("'i" + i + "'", "'" + kind.getKey() + "'", "Chat"));
                }
            }
            Project project = project(compiler, file + "---\nuser:\nHi\n", members + MORE)
                    .options("-Acuecard.severity=unused-input=off");

            assertProblems(project.compile(), problems.toArray(Problem[]::new));
        }
    }

    @OnEveryCompiler
    void a_kind_that_is_not_said_fits_every_type_and_some_kinds_fit_none(TestedCompiler compiler) {
        assertQuiet(project(
                        compiler,
                        "---\nmodel: gpt-4o\ninputs:\n  a:\n  b: {}\n  c: {kind: any}\n---\nuser:\n{{a}}{{b}}{{c[0]}}\n",
                        "String a();\nint b();\nList<String> c();")
                .compile());
        assertProblems(
                project(
                                compiler,
                                "---\nmodel: gpt-4o\ninputs: {a: {kind: ‸audio}, b: {kind: ‸file}}\n---\nuser:\n{{a}}{{b}}\n",
                                "String a();\nString b();")
                        .compile(),
                error("prompty").naming("'a'", "audio"),
                error("prompty").naming("'b'", "file"));
    }

    @OnEveryCompiler
    void defaults_fill_what_a_builder_leaves_out(TestedCompiler compiler) {
        Project project = project(compiler, """
                ---
                model: gpt-4o
                inputs:
                  text: {kind: string, default: "a \\"b\\" {{c}}"}
                  digits: {kind: string, default: 007}
                  count: {kind: integer, default: 3}
                  big: {kind: integer, default: 9000000000}
                  octal: {kind: integer, default: 0o17}
                  hex: {kind: integer, default: 0xff}
                  padded: {kind: integer, default: 010}
                  ratio: {kind: float, default: 0.5}
                  whole: {kind: float, default: 2}
                  power: {kind: float, default: 1e3}
                  flag: {kind: boolean, default: True}
                  tone: {kind: string, default: WARM}
                  names: {kind: array, default: [a, 1, "x,y"]}
                  sizes: {kind: array, default: [1, 0x10]}
                  none: {kind: array, default: []}
                  maybe: {kind: string, default: sure}
                  short: bare
                  ours: {kind: string, default: theirs}
                  empty: {kind: string, default: ""}
                ---
                user:
                Hi
                """, """
                String text();
                String digits();
                int count();
                long big();
                int octal();
                Integer hex();
                BigInteger padded();
                double ratio();
                double whole();
                double power();
                boolean flag();
                Tone tone();
                List<String> names();
                List<Integer> sizes();
                List<String> none();
                Optional<String> maybe();
                String getShort();
                @Default("ours") String ours();
                String empty();
                """ + MORE).options("-Acuecard.severity=unused-input=off");

        assertThat(project.evaluate("java.util.stream.Stream.of(ChatPrompt.builder().build()).map(p -> List.of("
                        + "p.text(), p.digits(), p.count(), p.big(), p.octal(), p.hex(), p.padded(), p.ratio(),"
                        + " p.whole(), p.power(), p.flag(), p.tone().name(), p.names(), p.sizes(), p.none(), p.maybe(),"
                        + " p.getShort(), p.ours(), p.empty())).findFirst().get()"))
                .isEqualTo(List.of(
                        "a \"b\" {{c}}",
                        "007",
                        3,
                        9_000_000_000L,
                        15,
                        255,
                        java.math.BigInteger.TEN,
                        0.5,
                        2.0,
                        1000.0,
                        true,
                        "WARM",
                        List.of("a", "1", "x,y"),
                        List.of(1, 16),
                        List.of(),
                        java.util.Optional.of("sure"),
                        "bare",
                        "ours",
                        ""));
    }

    @OnEveryCompiler
    void defaults_of_another_type_are_at_their_own_place(TestedCompiler compiler) {
        assertProblems(
                project(compiler, """
                        ---
                        model: gpt-4o
                        inputs:
                          a: {kind: integer, default: ‸1.5}
                          b: {kind: integer, default: ‸9000000000}
                          c: {kind: boolean, default: ‸yes}
                          d: {kind: string, default: ‸HOT}
                          e: {kind: array, default: ‸x}
                          f: {kind: array, default: ‸[1, x]}
                          g: {kind: string, default: ‸[x]}
                          h: {kind: object, default: ‸{x: 1}}
                          i: {kind: thread, default: ‸[hello]}
                          j: {kind: array, default: ‸[a, null]}
                          k: {kind: string, default: ‸{x: 1}}
                        ---
                        user:
                        Hi
                        """, """
                        int a();
                        int b();
                        boolean c();
                        Tone d();
                        List<String> e();
                        List<Integer> f();
                        String g();
                        Map<String, Integer> h();
                        List<Message> i();
                        List<String> j();
                        String k();
                        """ + MORE)
                        .options("-Acuecard.severity=unused-input=off")
                        .compile(),
                wrong("1.5", "'a'"),
                wrong("9000000000", "'b'"),
                wrong("yes", "'c'").hinting("true or false"),
                wrong("HOT", "'d'").hinting("CALM, WARM"),
                wrong("x", "'e'"),
                wrong("'f'"),
                wrong("'g'"),
                wrong("'h'"),
                wrong("'i'"),
                wrong("'j'"),
                wrong("'k'"));
    }

    private static Problem wrong(String... named) {
        return error("prompty").naming(named);
    }
}
