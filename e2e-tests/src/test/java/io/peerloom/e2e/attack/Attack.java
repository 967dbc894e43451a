package io.peerloom.e2e.attack;

/**
 * One thing a hostile member or a stranger does.
 *
 * @param name on the command line
 * @param about in a few words
 * @param program what it sends
 * @param apart whether it floods: from a process of its own, see {@link AttackerProcess}
 */
record Attack(String name, String about, Program program, boolean apart) {
  Attack(String name, String about, Program program) {
    this(name, about, program, false);
  }

  /** Sends what it sends until it is done, or until the attacker is out of time. */
  interface Program {
    void run(Attacker attacker) throws Exception;
  }
}
