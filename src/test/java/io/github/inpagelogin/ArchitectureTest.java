package io.github.inpagelogin;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.github.inpagelogin.oauth.OAuthFailure;
import io.github.inpagelogin.oauth.ReturnPath;
import io.github.inpagelogin.ops.LogFormat;
import io.github.inpagelogin.ops.QuietLibraries;
import io.github.inpagelogin.session.Sessions;
import io.github.inpagelogin.web.AsyncReply;
import io.github.inpagelogin.web.Events;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who may depend on whom. */
class ArchitectureTest {
    private static final String BASE = "io.github.inpagelogin";

    /** What every package may use. */
    private static final String[] COMMON = {"java..", "javax.crypto..", "org.jspecify..", "org.slf4j..", own("log")};

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);

    @Test
    void logDependsOnNothing() {
        mayUseOnly("log");
    }

    @Test
    void configDependsOnItsLibraryOnly() {
        mayUseOnly("config", "io.smallrye.config..", "org.eclipse.microprofile.config..", "inet.ipaddr..");
    }

    @Test
    void httpDependsOnItsLibraryOnly() {
        mayUseOnly("http", "org.eclipse.jetty..", "io.github.resilience4j..");
    }

    @Test
    void oauthDependsOnConfigAndHttpAndKnowsNothingOfServlets() {
        mayUseOnly("oauth", own("config"), own("http"), "com.nimbusds..", "jakarta.json..");
    }

    @Test
    void sessionDependsOnOauthAndConfig() {
        mayUseOnly("session", own("oauth"), own("config"), "jakarta.servlet..");
    }

    @Test
    void webDependsOnTheFailuresAndReturnPathsOfOauthOnly() {
        mayUseOnly("web", own("oauth"), "jakarta.servlet..", "jakarta.json..", "io.micrometer.core..");
        noClasses()
                .that()
                .resideInAPackage(own("web"))
                .should()
                .dependOnClassesThat(resideInAPackage(own("oauth"))
                        .and(DescribedPredicate.not(type(OAuthFailure.class)
                                .or(type(OAuthFailure.Reason.class))
                                .or(type(ReturnPath.class)))))
                .check(CODE);
    }

    @Test
    void loginDoesNotKnowTheWidget() {
        mayUseOnly(
                "login",
                own("web"),
                own("session"),
                own("oauth"),
                own("config"),
                own("http"),
                "jakarta.servlet..",
                "jakarta.json..");
    }

    @Test
    void theWidgetDoesNotKnowTheLogin() {
        mayUseOnly(
                "widget",
                own("web"),
                own("session"),
                own("oauth"),
                own("config"),
                own("http"),
                "jakarta.servlet..",
                "jakarta.json..");
    }

    @Test
    void theProxyKnowsNeitherTheLoginNorTheWidget() {
        mayUseOnly(
                "proxy",
                own("api"),
                own("web"),
                own("session"),
                own("oauth"),
                own("config"),
                own("http"),
                "jakarta.servlet..",
                "jakarta.json..");
    }

    @Test
    void theCallsKnowNoneOfThem() {
        mayUseOnly("calls", own("api"), own("web"), own("oauth"), "jakarta.servlet..", "jakarta.json..");
    }

    @Test
    void theApiKnowsNoPage() {
        mayUseOnly(
                "api", own("session"), own("oauth"), own("config"), own("http"), "jakarta.servlet..", "jakarta.json..");
    }

    @Test
    void opsDependsOnWhatItMeasuresAndOfWebOnTheEventsOnly() {
        mayUseOnly(
                "ops",
                own("web"),
                own("oauth"),
                own("http"),
                own("config"),
                "jakarta.servlet..",
                "jakarta.json..",
                "io.micrometer..",
                "ch.qos.logback..");
        noClasses()
                .that()
                .resideInAPackage(own("ops"))
                .should()
                .dependOnClassesThat(resideInAPackage(own("web")).and(DescribedPredicate.not(type(Events.class))))
                .check(CODE);
    }

    @Test
    void whatJettyItselfLoadsUsesNothingOfTheWar() {
        noClasses()
                .that()
                .resideInAPackage(own("jetty"))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(BASE + "..").and(DescribedPredicate.not(resideInAPackage(own("jetty")))))
                .check(CODE);
        check(noClasses()
                .that()
                .resideOutsideOfPackage(own("jetty"))
                .should()
                .dependOnClassesThat(resideInAPackage(own("jetty"))));
    }

    @Test
    void nothingDependsOnApplication() {
        check(noClasses().that().resideOutsideOfPackage(BASE).should().dependOnClassesThat(resideInAPackage(BASE)));
    }

    @Test
    void thereAreNoOtherPackages() {
        check(classes()
                .should()
                .resideInAnyPackage(Stream.concat(
                                Stream.of(BASE),
                                Stream.of(
                                                "log", "config", "http", "oauth", "session", "web", "login", "widget",
                                                "proxy", "api", "calls", "ops", "jetty")
                                        .map(name -> BASE + "." + name))
                        .toArray(String[]::new)));
    }

    @Test
    void thereAreNoCycles() {
        check(slices().matching(BASE + ".(*)..").should().beFreeOfCycles());
    }

    @Test
    void onlyTheClassesNamedNimbusImportNimbus() {
        check(noClasses()
                .that()
                .haveNameNotMatching(BASE.replace(".", "\\.") + "\\.oauth\\.Nimbus[A-Za-z]+")
                .should()
                .dependOnClassesThat(resideInAPackage("com.nimbusds..")));
    }

    @Test
    void onlyHttpImportsJettyAndOnlyConfigItsLibrary() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(own("http"), own("jetty"))
                .should()
                .dependOnClassesThat(resideInAPackage("org.eclipse.jetty..")));
        check(noClasses()
                .that()
                .resideOutsideOfPackage(own("config"))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.smallrye..", "org.eclipse.microprofile..", "inet.ipaddr..")));
    }

    @Test
    void onlySessionsTouchesTheHttpSession() {
        DescribedPredicate<JavaClass> others = DescribedPredicate.describe(
                "are not Sessions", type -> !type.getName().startsWith(Sessions.class.getName()));
        check(noClasses().that(others).should().dependOnClassesThat(type(HttpSession.class)));
        check(noClasses()
                .that(others)
                .should()
                .accessTargetWhere(calls(HttpServletRequest.class, "getSession", "changeSessionId")));
    }

    @Test
    void onlyConfigReadsTheEnvironment() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(own("config"))
                .should()
                .accessTargetWhere(
                        calls(System.class, "getenv", "getProperty", "getProperties", "setProperty", "setProperties")));
    }

    @Test
    void onlyApplicationKnowsTheTimeByItself() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Application.class.getName())
                .should()
                .accessTargetWhere(calls(Clock.class, "system", "systemUTC", "systemDefaultZone", "tickSeconds")
                        .or(calls(System.class, "currentTimeMillis"))
                        .or(readsTheClockItself())));
    }

    @Test
    void onlyApplicationMakesRandomness() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Application.class.getName())
                .should()
                .accessTargetWhere(calls(java.security.SecureRandom.class, "<init>", "getInstanceStrong")
                        .or(calls(java.util.Random.class, "<init>"))
                        .or(calls(Math.class, "random"))
                        .or(calls(java.util.UUID.class, "randomUUID"))
                        .or(calls(java.util.concurrent.ThreadLocalRandom.class, "current"))));
    }

    @Test
    void nothingIsLoggedButBySlf4j() {
        check(noClasses().should().dependOnClassesThat(resideInAnyPackage("java.util.logging..")));
        check(noClasses()
                .that(DescribedPredicate.not(type(LogFormat.class).or(type(QuietLibraries.class))))
                .should()
                .dependOnClassesThat(resideInAPackage("ch.qos.logback..")));
        check(noClasses().should(ACCESS_STANDARD_STREAMS));
        check(noClasses().should().accessTargetWhere(calls(Throwable.class, "printStackTrace")));
    }

    /** But what the setting {@code session.await-ringcentral} is for. */
    @Test
    void nothingWaitsOnAThread() {
        check(noClasses()
                .that(DescribedPredicate.not(type(AsyncReply.class)))
                .should()
                .accessTargetWhere(calls(Thread.class, "sleep")
                        .or(calls(java.util.concurrent.CompletableFuture.class, "get"))
                        .or(calls(java.util.concurrent.Future.class, "get"))));
    }

    /** It would hold on to this application when it is long replaced. */
    @Test
    void nothingUsesTheTimerOfTheJdk() {
        check(noClasses()
                .should()
                .accessTargetWhere(calls(
                        java.util.concurrent.CompletableFuture.class,
                        "orTimeout",
                        "completeOnTimeout",
                        "delayedExecutor")));
    }

    @Test
    void everyPackageIsNullMarkedAndSaysWhatItIs() {
        Set<String> marked = Set.of(
                BASE, "log", "config", "http", "oauth", "session", "web", "login", "widget", "proxy", "api", "calls",
                "ops");
        for (String name : marked) {
            String packageName = name.equals(BASE) ? BASE : BASE + "." + name;
            assertTrue(
                    CODE.getPackage(packageName).getAnnotations().stream()
                            .map(JavaAnnotation::getRawType)
                            .anyMatch(annotation -> annotation.isEquivalentTo(NullMarked.class)),
                    packageName);
        }
    }

    private static void mayUseOnly(String name, String... others) {
        String[] allowed = Stream.of(Stream.of(own(name)), Arrays.stream(COMMON), Arrays.stream(others))
                .flatMap(all -> all)
                .toArray(String[]::new);
        check(classes()
                .that()
                .resideInAPackage(own(name))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed)));
    }

    private static String own(String name) {
        return BASE + "." + name + "..";
    }

    private static void check(ArchRule rule) {
        rule.check(CODE);
    }

    private static DescribedPredicate<JavaAccess<?>> calls(Class<?> owner, String... names) {
        return DescribedPredicate.describe("call " + owner.getSimpleName() + "." + Arrays.toString(names), access -> {
            AccessTarget target = access.getTarget();
            return target.getOwner().isAssignableTo(owner)
                    && Arrays.asList(names).contains(target.getName());
        });
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheClockItself() {
        return DescribedPredicate.describe(
                "call now() without a clock",
                access -> access.getTarget() instanceof AccessTarget.CodeUnitCallTarget call
                        && call.getOwner().getPackageName().equals("java.time")
                        && call.getName().equals("now")
                        && call.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class)));
    }
}
