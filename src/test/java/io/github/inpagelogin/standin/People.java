package io.github.inpagelogin.standin;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The invented people of the demo: three colleagues and one person of another company. */
public final class People {
    private static final String CROWD = "robin";
    private static final String MAPLE = "+16505550100";

    public static final List<Person> ALL = List.of(
            new Person(
                    "Ada Bennett", "ada", "maple-101", "62264425101", "101", "ada@maple.example", MAPLE, "Maple & Co"),
            new Person(
                    "Luis Ortega",
                    "luis",
                    "maple-102",
                    "62264425102",
                    "102",
                    "luis@maple.example",
                    MAPLE,
                    "Maple & Co"),
            new Person(
                    "Zoë O'Neil", "zoe", "maple-103", "62264425103", "103", "zoe@maple.example", MAPLE, "Maple & Co"),
            new Person(
                    "Kenji Mori",
                    "kenji",
                    "harbor-201",
                    "73375536201",
                    "201",
                    "kenji@harbor.example",
                    "+12065550150",
                    "Harbor Books"));

    /** Colleagues of theirs in any number, for tests with many people: they are not on the login page. */
    static Person ofTheCrowd(int number) {
        String username = CROWD + number;
        return new Person(
                "Robin No" + number,
                username,
                "maple-" + username,
                Long.toString(62_264_500_000L + number),
                Integer.toString(10_000 + number),
                username + "@maple.example",
                MAPLE,
                "Maple & Co");
    }

    private People() {}

    /** The person with this user name (or e-mail address) and password. */
    static Optional<Person> signIn(String username, String password) {
        String given = username.strip();
        return Stream.concat(ALL.stream(), crowd(given).stream())
                .filter(person -> person.username().equalsIgnoreCase(given)
                        || person.email().equalsIgnoreCase(given))
                .filter(person -> person.password().equals(password))
                .findFirst();
    }

    private static Optional<Person> crowd(String username) {
        return username.matches(CROWD + "[0-9]{1,4}")
                ? Optional.of(ofTheCrowd(Integer.parseInt(username.substring(CROWD.length()))))
                : Optional.empty();
    }
}
