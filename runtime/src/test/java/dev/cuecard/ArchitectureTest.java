package dev.cuecard;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.cuecard.error.ApiException;
import dev.cuecard.stream.StreamResult;
import java.util.List;
import java.util.Map;

/** Which package may know which. */
@AnalyzeClasses(packages = "dev.cuecard", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.cuecard";

    private static final String[] PROVIDERS = {
        ROOT + ".openai..", ROOT + ".anthropic..", ROOT + ".google..", ROOT + ".ollama.."
    };

    private static final List<String> BELOW_PROVIDERS = List.of("provider", "call", "stream", "message", "error");

    private static final List<String> IN_PROVIDERS = List.of("wire", "provider", "call", "stream", "message", "error");

    /** For each package those of ours that it may import; itself is understood. */
    private static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("openai", IN_PROVIDERS),
            Map.entry("anthropic", IN_PROVIDERS),
            Map.entry("google", IN_PROVIDERS),
            Map.entry("ollama", IN_PROVIDERS),
            Map.entry("wire", BELOW_PROVIDERS),
            Map.entry("exchange", List.of("http", "tracing", "provider", "call", "stream", "message", "error")),
            Map.entry("http", List.of("provider", "error")),
            Map.entry("tracing", List.of("call", "stream", "message", "error")),
            Map.entry("provider", List.of("call", "stream", "message", "error")),
            Map.entry("call", List.of("stream", "error")),
            Map.entry("stream", List.of("message", "error")),
            Map.entry("message", List.of("error")),
            Map.entry("error", List.of()));

    /**
     * The one way up: an answer that is an error carries what was received before it, and the type that says what was
     * received stands above the errors that it tells of.
     */
    private static final DescribedPredicate<JavaClass> THE_PARTIAL_RESULT =
            belongToAnyOf(StreamResult.class).as("the partial result");

    @ArchTest
    static final ArchRule packages_import_only_what_is_below_them = ArchRuleDefinition.classes()
            .that()
            .resideInAPackage(ROOT + "..")
            .should(new ArchCondition<>("import only the packages that stand below theirs") {
                @Override
                public void check(JavaClass importer, ConditionEvents events) {
                    String from = roomOf(importer);
                    List<String> allowed = MAY_IMPORT.get(from);
                    if (allowed == null) {
                        return;
                    }
                    importer.getDirectDependenciesFromSelf().stream()
                            .filter(dependency ->
                                    dependency.getTargetClass().getPackageName().startsWith(ROOT))
                            .filter(dependency ->
                                    !roomOf(dependency.getTargetClass()).equals(from))
                            .filter(dependency -> !allowed.contains(roomOf(dependency.getTargetClass())))
                            .filter(dependency -> !(importer.isAssignableTo(ApiException.class)
                                    && THE_PARTIAL_RESULT.test(dependency.getTargetClass())))
                            .forEach(dependency ->
                                    events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
                }
            });

    @ArchTest
    static final ArchRule providers_are_known_to_the_catalogue_alone = noClasses()
            .that()
            .resideOutsideOfPackages(PROVIDERS)
            .and()
            .doNotHaveFullyQualifiedName(ROOT + ".Catalogue")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(PROVIDERS));

    @ArchTest
    static final ArchRule okhttp_is_known_to_the_http_room_the_client_s_builder_and_the_testing_kit = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".http..", ROOT + ".testing..")
            .and(DescribedPredicate.not(belongToAnyOf(PromptClient.class, PromptClient.Builder.class)))
            .should()
            .dependOnClassesThat(resideInAPackage("okhttp3..").or(resideInAPackage("okio..")));

    @ArchTest
    static final ArchRule opentelemetry_is_known_to_the_tracing_room_and_the_client = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".tracing..")
            .and(DescribedPredicate.not(belongToAnyOf(PromptClient.class, PromptClient.Builder.class)))
            .should()
            .dependOnClassesThat(resideInAPackage("io.opentelemetry.."));

    @ArchTest
    static final ArchRule jackson_and_okio_are_in_no_public_signature = ArchRuleDefinition.methods()
            .that()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage(ROOT + ".wire..")
            .and()
            .arePublic()
            .should(new ArchCondition<>("not show a type of Jackson or Okio") {
                @Override
                public void check(com.tngtech.archunit.core.domain.JavaMethod method, ConditionEvents events) {
                    boolean shown = method.getAllInvolvedRawTypes().stream()
                            .anyMatch(type -> type.getPackageName().startsWith("tools.jackson")
                                    || type.getPackageName().startsWith("okio"));
                    if (shown) {
                        events.add(SimpleConditionEvent.violated(method, method.getFullName()));
                    }
                }
            });

    @ArchTest
    static final ArchRule nothing_reflects =
            noClasses().should().dependOnClassesThat(resideInAPackage("java.lang.reflect.."));

    /** The top-level package below the root, empty for the root itself. */
    private static String roomOf(JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(ROOT)) {
            return "";
        }
        String below = name.substring(ROOT.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }
}
