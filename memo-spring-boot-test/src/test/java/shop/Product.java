package shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class Product {

    @Id
    private long id;

    private String title;

    Product() {}

    Product(long id, String title) {
        this.id = id;
        this.title = title;
    }

    String title() {
        return title;
    }
}
