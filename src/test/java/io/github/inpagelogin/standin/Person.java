package io.github.inpagelogin.standin;

/**
 * Somebody who can log in at the stand-in.
 *
 * @param ownerId the extension id, which token answers call {@code owner_id}
 * @param mainNumber the company's number, E.164
 */
public record Person(
        String name,
        String username,
        String password,
        String ownerId,
        String extensionNumber,
        String email,
        String mainNumber,
        String company) {

    /** What the widget calls {@code loginNumber}: the company's number and the extension. */
    public String loginNumber() {
        return mainNumber + '*' + extensionNumber;
    }

    String accountId() {
        // Colleagues share an account: it follows from the company's number.
        return "4" + mainNumber.substring(2);
    }

    String firstName() {
        return name.substring(0, name.indexOf(' '));
    }

    String lastName() {
        return name.substring(name.indexOf(' ') + 1);
    }

    /** The password is shown on the login page on purpose; it still has no business in a log. */
    @Override
    public String toString() {
        return name;
    }
}
