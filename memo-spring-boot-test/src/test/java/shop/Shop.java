package shop;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application as a user has it. */
@SpringBootApplication
class Shop {}
